package org.nexusauth.contract.app;

import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationStore;

/** A store that is asked for each request and has revoked nothing. */
public final class AskedStore implements RevocationStore {

  @Override
  public KeyStatus statusOf(KeySubject key) {
    return KeyStatus.active();
  }
}
