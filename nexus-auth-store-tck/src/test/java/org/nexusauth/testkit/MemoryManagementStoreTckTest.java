package org.nexusauth.testkit;

import java.time.Clock;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.RevocationStore;

final class MemoryManagementStoreTckTest extends ManagementStoreTck {
  private final MemoryRevocationStore revocations = new MemoryRevocationStore(Clock.systemUTC());
  private final MemoryManagementStore store =
      new MemoryManagementStore(revocations, Clock.systemUTC());

  @Override
  protected ManagementStore store() {
    return store;
  }

  @Override
  protected KeyUseStore uses() {
    return store;
  }

  @Override
  protected RevocationStore revocations() {
    return revocations;
  }
}
