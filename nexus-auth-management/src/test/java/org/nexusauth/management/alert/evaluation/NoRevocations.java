package org.nexusauth.management.alert.evaluation;

import org.nexusauth.management.store.RevocationAccess;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationWriter;

/** Alerts need no revocations. */
final class NoRevocations implements RevocationAccess {
  @Override
  public KeyStatus statusOf(KeySubject key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RevocationWriter writer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void catchUp() {}
}
