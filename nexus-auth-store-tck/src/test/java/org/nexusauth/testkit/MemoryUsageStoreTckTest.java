package org.nexusauth.testkit;

import org.nexusauth.usage.store.UsageStore;

final class MemoryUsageStoreTckTest extends UsageStoreTck {
  private final MemoryUsageStore store = new MemoryUsageStore(clock);

  @Override
  protected UsageStore open() {
    return store;
  }

  @Override
  protected boolean usesClock() {
    return true;
  }
}
