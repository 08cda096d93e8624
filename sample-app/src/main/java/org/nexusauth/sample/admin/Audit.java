package org.nexusauth.sample.admin;

import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.sample.web.LogText;
import org.nexusauth.verify.VerifiedApiKey;

/** Logs who revoked what. Ids only: never a key, nor the reason that a client gave. */
final class Audit {

  private static final System.Logger LOG = System.getLogger("org.nexusauth.sample.audit");

  private Audit() {}

  static void logRevoked(KeySubject key, Revocation inForce, VerifiedApiKey by) {
    LOG.log(
        System.Logger.Level.INFO,
        "NEXUS-1603 key %s of integration %s is revoked since %s, requested by key %s"
            .formatted(
                LogText.shorten(key.keyId()),
                LogText.shorten(key.integrationId()),
                inForce.effectiveAt(),
                LogText.shorten(by.keyId())));
  }

  static void logNotStored(KeySubject key, VerifiedApiKey by, String problem) {
    LOG.log(
        System.Logger.Level.WARNING,
        "NEXUS-1604 the revocation of key %s, requested by key %s, may not be stored; this node denies the key: %s"
            .formatted(LogText.shorten(key.keyId()), LogText.shorten(by.keyId()), problem));
  }
}
