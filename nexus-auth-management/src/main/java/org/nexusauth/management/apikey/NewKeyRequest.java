package org.nexusauth.management.apikey;

import java.time.Duration;
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
 */
public record NewKeyRequest(
    String organizationId,
    String integrationId,
    String name,
    Environment environment,
    List<String> permissions,
    @Nullable Duration lifetime,
    @Nullable String plan) {
  /** Copies the permissions. */
  public NewKeyRequest {
    permissions = List.copyOf(permissions);
  }
}
