package org.nexusauth.testkit;

import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;

final class MemoryRevocationStoreTckTest extends RevocationStoreTck {
  private final MemoryRevocationStore store = new MemoryRevocationStore(clock);

  @Override
  protected RevocationStore store() {
    return store;
  }

  @Override
  protected RevocationWriter writer() {
    return store;
  }
}
