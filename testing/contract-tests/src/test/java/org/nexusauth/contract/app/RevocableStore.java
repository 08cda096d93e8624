package org.nexusauth.contract.app;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationStore;

/** A store that is queried for each request; {@link RevokeServlet} writes to it. */
public final class RevocableStore implements RevocationStore {

  // A service loader makes the store and the container the servlet: they share this class alone.
  private static final Set<String> REVOKED = ConcurrentHashMap.newKeySet();

  static void revoke(String keyId) {
    REVOKED.add(keyId);
  }

  @Override
  public KeyStatus statusOf(KeySubject key) {
    return REVOKED.contains(key.keyId()) ? KeyStatus.revoked("leaked") : KeyStatus.active();
  }
}
