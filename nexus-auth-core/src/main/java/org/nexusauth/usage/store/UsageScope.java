package org.nexusauth.usage.store;

import org.jspecify.annotations.Nullable;

/**
 * What usage is asked of: an organization, an integration or a key.
 *
 * @param organizationId the organization
 * @param integrationId the integration; null for all of the organization
 * @param keyId the key; null for all of the integration
 */
public record UsageScope(
    String organizationId, @Nullable String integrationId, @Nullable String keyId) {

  /** Checks that a key has an integration. */
  public UsageScope {
    if (keyId != null && integrationId == null) {
      throw new IllegalArgumentException("a key is asked for with its integration");
    }
  }

  /** Returns an organization. */
  public static UsageScope organization(String id) {
    return new UsageScope(id, null, null);
  }

  /** Returns an integration. */
  public static UsageScope integration(String organizationId, String id) {
    return new UsageScope(organizationId, id, null);
  }

  /** Returns a key. */
  public static UsageScope key(KeyId key) {
    return new UsageScope(key.organizationId(), key.integrationId(), key.keyId());
  }
}
