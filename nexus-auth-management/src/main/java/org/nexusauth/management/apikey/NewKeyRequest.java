package org.nexusauth.management.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.Environment;

/**
 * What a key is to be.
 *
 * @param organizationId its organization
 * @param integrationId its integration, which must be enabled
 * @param name its name, 1 to 80 characters
 * @param environment where it is used
 * @param permissions what it may do, each an exact string
 * @param lifetime how long it is valid; null for the environment's preset
 * @param plan its plan; null for the environment's preset
 * @param expiresAt the first instant at which it is expired, instead of a lifetime; null for none
 */
public record NewKeyRequest(
    String organizationId,
    String integrationId,
    String name,
    Environment environment,
    List<String> permissions,
    @Nullable Duration lifetime,
    @Nullable String plan,
    @Nullable Instant expiresAt) {

  /**
   * Copies the permissions.
   *
   * @throws IllegalArgumentException if there is both a lifetime and an end
   */
  public NewKeyRequest {
    permissions = List.copyOf(permissions);
    if (lifetime != null && expiresAt != null) {
      throw new IllegalArgumentException("a key has a lifetime, or an instant at which it ends");
    }
  }

  /** Returns the order of a key with a lifetime, or with the preset of its environment. */
  public NewKeyRequest(
      String organizationId,
      String integrationId,
      String name,
      Environment environment,
      List<String> permissions,
      @Nullable Duration lifetime,
      @Nullable String plan) {
    this(organizationId, integrationId, name, environment, permissions, lifetime, plan, null);
  }
}
