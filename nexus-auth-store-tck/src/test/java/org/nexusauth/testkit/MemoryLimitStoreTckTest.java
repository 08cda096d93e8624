package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.nexusauth.limit.store.LimitStore;

final class MemoryLimitStoreTckTest extends LimitStoreTck {
  private final MutableClock clock = MutableClock.at(Instant.now());
  private final MemoryLimitStore store = new MemoryLimitStore(clock);

  @Override
  protected LimitStore open(Clock nodeClock) {
    return store;
  }

  @Override
  protected boolean advanceClock(Duration step) {
    clock.advance(step);
    return true;
  }

  @Override
  protected boolean loseCounters() {
    store.loseCounters();
    return true;
  }
}
