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
 * Statuses that need not be asked for again: a revoked key's until it has expired anyway, a good
 * one's for a while if that is wanted. Bounded. Thread-safe.
 */
public final class StatusCache {
  private static final int MOST = 100_000;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final RemoteStoreSettings settings;
  private final Clock clock;
  private final Cache<KeySubject, Kept> kept;
  private final AtomicLong writes = new AtomicLong();

  /**
   * A status.
   *
   * @param writes how many writes there had been when it was asked for
   * @param since when it was kept, in nanoseconds of no clock that can be set back
   */
  private record Kept(KeyStatus status, long writes, long since) {}

  public StatusCache(RemoteStoreSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .expireAfter(
                Expiry.<KeySubject, Kept>writing((key, entry) -> lifetime(key, entry.status())))
            .build();
  }

  /** Returns how many writes there were; to be read before a status is asked for. */
  public long writes() {
    return writes.get();
  }

  /** Returns a status that is still good: a revocation for ever, another until the next write. */
  @Nullable
  public KeyStatus find(KeySubject key) {
    Kept found = kept.getIfPresent(key);
    return found != null && (found.status.state() == KeyStatus.State.REVOKED || isNew(found))
        ? found.status
        : null;
  }

  private boolean isNew(Kept good) {
    return good.writes == writes.get()
        && System.nanoTime() - good.since <= settings.keepActive().toNanos();
  }

  public void keep(KeySubject key, KeyStatus status, long writesBefore) {
    if (!lifetime(key, status).isZero()) {
      kept.asMap()
          .merge(
              key, new Kept(status, writesBefore, System.nanoTime()), StatusCache::terminalOrLater);
    }
  }

  /** A good answer that comes late does not undo a revocation that somebody was told meanwhile. */
  private static Kept terminalOrLater(Kept before, Kept later) {
    return before.status.state() == KeyStatus.State.REVOKED ? before : later;
  }

  /** Says that this node wrote something: what was found good before may not be. */
  public void written() {
    writes.incrementAndGet();
  }

  private Duration lifetime(KeySubject key, KeyStatus status) {
    return switch (status.state()) {
      case ACTIVE -> settings.keepActive();
      case REVOKED -> untilExpired(key.expiresAt());
      case INTEGRATION_DISABLED, AGENT_RESTRICTED -> Duration.ZERO;
    };
  }

  private Duration untilExpired(@Nullable Instant expiresAt) {
    if (expiresAt == null) {
      return LONGEST;
    }
    Duration left = Duration.between(clock.instant(), expiresAt.plus(settings.skew()));
    return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST) > 0 ? LONGEST : left;
  }
}
