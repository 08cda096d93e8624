package org.nexusauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.store.OpenedStore;
import org.nexusauth.metric.GateParts;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.usage.Usage;
import org.nexusauth.usage.UsageHealth;

/** The states of a gate's parts. Thread-safe. */
final class MonitoredParts implements GateParts {
  private final Clock clock;
  private final Instant keysReadAt;
  private final @Nullable OpenedStore store;
  private final @Nullable LimitStep limits;
  private final @Nullable Usage usage;
  private final boolean failOpen;

  MonitoredParts(ApiKeyGate.Wiring wiring, Optional<OpenedStore> store, boolean failOpen) {
    this.clock = wiring.clock();
    this.keysReadAt = clock.instant();
    this.store = store.orElse(null);
    this.limits = wiring.limits();
    this.usage = wiring.usage();
    this.failOpen = failOpen;
  }

  @Override
  public Duration keysAge() {
    return Duration.between(keysReadAt, clock.instant());
  }

  @Override
  public Optional<FeedHealth> replica() {
    if (store == null) {
      return Optional.empty();
    }
    return store.health();
  }

  @Override
  public boolean failsOpen() {
    return failOpen;
  }

  @Override
  public Optional<UsageHealth> usage() {
    return Optional.ofNullable(usage).map(Usage::health);
  }

  @Override
  public boolean limitsCountLocally() {
    return limits != null && limits.limiter().isCountingLocally();
  }

  @Override
  public long limitWaits() {
    return limits == null ? 0 : limits.limiter().waits();
  }
}
