package org.nexusauth.faults.own;

import org.nexusauth.status.KeyStatus;
import org.nexusauth.status.KeySubject;
import org.nexusauth.status.MemoryRevocationStore;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.RevocationStore;
import org.nexusauth.status.RevocationWriter;
import org.nexusauth.status.Subject;

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
