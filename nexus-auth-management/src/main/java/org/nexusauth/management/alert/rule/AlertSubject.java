package org.nexusauth.management.alert.rule;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.KeyRef;

/**
 * What an alert is about: a key, an integration or an organization.
 *
 * @param organizationId the organization
 * @param integrationId the integration; null where it is about the organization
 * @param keyId the key; null where it is about the integration or the organization
 */
public record AlertSubject(
    String organizationId, @Nullable String integrationId, @Nullable String keyId) {

  /** Returns a key as a subject. */
  public static AlertSubject of(KeyRef key) {
    return new AlertSubject(key.organizationId(), key.integrationId(), key.keyId());
  }
}
