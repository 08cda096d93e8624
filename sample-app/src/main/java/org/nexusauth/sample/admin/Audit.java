package org.nexusauth.sample.admin;

import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.sample.web.LogText;
import org.nexusauth.verify.VerifiedApiKey;

/** Who revoked what. Ids only: never a key, nor the words that somebody gave as a reason. */
final class Audit {

  private static final System.Logger LOG = System.getLogger("org.nexusauth.sample.audit");

  private Audit() {}

  static void revoked(KeySubject key, Revocation inForce, VerifiedApiKey by) {
    LOG.log(
        System.Logger.Level.INFO,
        "NEXUS-1603 key %s of integration %s is revoked since %s, asked for by key %s"
            .formatted(
                LogText.segment(key.keyId()),
                LogText.segment(key.integrationId()),
                inForce.effectiveAt(),
                LogText.segment(by.keyId())));
  }

  static void notStored(KeySubject key, VerifiedApiKey by, String problem) {
    LOG.log(
        System.Logger.Level.WARNING,
        "NEXUS-1604 the revocation of key %s, asked for by key %s, may not be stored; this node refuses the key: %s"
            .formatted(LogText.segment(key.keyId()), LogText.segment(by.keyId()), problem));
  }
}
