package org.nexusauth.management;

import java.util.Optional;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.management.store.RevocationAccess;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RevocationWriter;

/** The revocation store of a gate. Thread-safe. */
final class GateRevocations implements RevocationAccess {
  private final ApiKeyGate gate;
  private final RevocationWriter writer;

  GateRevocations(ApiKeyGate gate, RevocationWriter writer) {
    this.gate = gate;
    this.writer = writer;
  }

  @Override
  public KeyStatus statusOf(KeySubject key) {
    return gate.statusOf(key);
  }

  @Override
  public RevocationWriter writer() {
    return writer;
  }

  @Override
  public Optional<RevocationReader> reader() {
    return gate.revocationReader();
  }

  @Override
  public void catchUp() {
    gate.catchUpRevocations();
  }
}
