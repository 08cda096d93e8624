package org.nexusauth.management;

import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision.Granted;

/** An application from its start to its end: it manages keys, and grants one a request. */
public final class ManagedLife implements Runnable {
  /** For the test, which loads this class by another class loader. */
  public ManagedLife() {}

  @Override
  public void run() {
    try (ApiKeyGate gate = ManagedGates.builder().build()) {
      if (!(ManagedGates.send(gate, ManagedGates.KEYS.key().text()) instanceof Granted)) {
        throw new IllegalStateException("the key was denied");
      }
      if (ManagedGates.managementOf(gate).settings().store().isEmpty()) {
        throw new IllegalStateException("no store");
      }
    }
  }
}
