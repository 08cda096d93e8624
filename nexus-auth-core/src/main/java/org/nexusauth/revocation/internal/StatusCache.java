package org.nexusauth.revocation.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;

/**
 * Caches statuses of a remote store: a revoked key's until it has expired anyway, an active one's
 * for a while if that is wanted. Bounded. Thread-safe.
 */
final class StatusCache {
  private static final int MAX_ENTRIES = 100_000;
  private static final Duration MAX_LIFETIME = Duration.ofDays(1);

  private final RemoteStoreSettings settings;
  private final Clock clock;
  private final Cache<KeySubject, Entry> entries;
  private final AtomicLong writes = new AtomicLong();

  /**
   * A cached status.
   *
   * @param writes how many writes of this node there had been when it was queried
   * @param cachedAt when it was cached, by {@link System#nanoTime}
   */
  private record Entry(KeyStatus status, long writes, long cachedAt) {}

  StatusCache(RemoteStoreSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .expireAfter(
                Expiry.<KeySubject, Entry>writing((key, entry) -> lifetimeOf(key, entry.status())))
            .build();
  }

  /** Returns how many writes there were; to be read before a status is queried. */
  long writeCount() {
    return writes.get();
  }

  /** Returns a status that is still valid: revoked permanently, active until the next write. */
  @Nullable KeyStatus find(KeySubject key) {
    Entry found = entries.getIfPresent(key);
    if (found != null && (found.status.state() == KeyStatus.State.REVOKED || isFresh(found))) {
      return found.status;
    }
    return null;
  }

  private boolean isFresh(Entry active) {
    return active.writes == writes.get()
        && System.nanoTime() - active.cachedAt <= settings.keepActive().toNanos();
  }

  /**
   * Caches a status.
   *
   * @param writesBefore the number of writes before it was queried
   */
  void put(KeySubject key, KeyStatus status, long writesBefore) {
    if (!lifetimeOf(key, status).isZero()) {
      Entry added = new Entry(status, writesBefore, System.nanoTime());
      entries.asMap().merge(key, added, StatusCache::revokedOrLater);
    }
  }

  /** An active status that arrives late does not replace a revocation that was queried later. */
  private static Entry revokedOrLater(Entry before, Entry later) {
    return before.status.state() == KeyStatus.State.REVOKED ? before : later;
  }

  /** Records that this node has written: cached active statuses may be wrong. */
  void recordWrite() {
    writes.incrementAndGet();
  }

  private Duration lifetimeOf(KeySubject key, KeyStatus status) {
    return switch (status.state()) {
      case ACTIVE -> settings.keepActive();
      case REVOKED -> untilExpired(key.expiresAt());
      case INTEGRATION_DISABLED, AGENT_RESTRICTED -> Duration.ZERO;
    };
  }

  private Duration untilExpired(@Nullable Instant expiresAt) {
    if (expiresAt == null) {
      return MAX_LIFETIME;
    }
    Duration left = Duration.between(clock.instant(), expiresAt.plus(settings.skew()));
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    if (left.compareTo(MAX_LIFETIME) > 0) {
      return MAX_LIFETIME;
    }
    return left;
  }
}
