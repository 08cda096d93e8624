package org.nexusauth.contract.app;

import org.nexusauth.status.KeyStatus;
import org.nexusauth.status.KeySubject;
import org.nexusauth.status.RevocationStore;

/** A store that is asked for each request and has revoked nothing. */
public final class AskedStore implements RevocationStore {

  @Override
  public KeyStatus statusOf(KeySubject key) {
    return KeyStatus.active();
  }
}
