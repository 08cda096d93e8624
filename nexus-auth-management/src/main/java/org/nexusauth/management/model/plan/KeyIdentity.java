package org.nexusauth.management.model.plan;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/**
 * By what a key is known to those who count its requests.
 *
 * @param issuer its {@code iss}; null for keys without one
 * @param ref the ids of organization, integration and key
 */
public record KeyIdentity(@Nullable String issuer, KeyRef ref) {

  /** Returns the hashed form. */
  public SubjectId subjectId() {
    return SubjectId.of(
        Subject.key(issuer, ref.organizationId(), ref.integrationId(), ref.keyId()));
  }
}
