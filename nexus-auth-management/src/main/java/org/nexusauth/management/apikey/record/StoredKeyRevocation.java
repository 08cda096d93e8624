package org.nexusauth.management.apikey.record;

import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/** Writes revocations of keys into the revocation store. */
public final class StoredKeyRevocation {
  private StoredKeyRevocation() {}

  /** Writes a revocation; returns the one in force. */
  public static Revocation write(AuditedWriter change, ApiKeyRecord key, KeyRevocation revocation) {
    return change
        .revocations()
        .revoke(
            new Revocation(
                Subject.of(key.claims().subject()),
                revocation.at(),
                null,
                key.claims().expiresAt(),
                RevocationReason.describe(revocation)));
  }
}
