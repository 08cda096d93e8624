package org.nexusauth.testkit;

import org.nexusauth.status.MemoryRevocationStore;
import org.nexusauth.status.RevocationStore;
import org.nexusauth.status.RevocationWriter;

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
