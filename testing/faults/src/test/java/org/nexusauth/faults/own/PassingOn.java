package org.nexusauth.faults.own;

import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;

/** A store of somebody's own, so that it is fenced. */
record PassingOn(MemoryRevocationStore store) implements RevocationStore, RevocationWriter {

  @Override
  public KeyStatus statusOf(KeySubject key) {
    return store.statusOf(key);
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    return store.revoke(revocation);
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    store.setEnabled(subject, enabled, reason);
  }
}
