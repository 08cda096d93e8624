package org.nexusauth.redis;

import java.time.Clock;
import java.time.Duration;
import org.nexusauth.revocation.kit.ExpiredEntryCleaner;

/** Deletes what expired a day ago, by the clock that is behind: Redis's or this node's. */
final class ExpiredEntries {
  /** The shortest time between two runs of any nodes. */
  private static final Duration RUN_INTERVAL = Duration.ofMinutes(30);

  private final RedisExecutor executor;
  private final Clock clock;
  private long from; // Only on the executor's thread.

  ExpiredEntries(RedisExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** Returns a cleaner that deletes batches on the executor's thread. */
  ExpiredEntryCleaner createCleaner() {
    return new ExpiredEntryCleaner(
        executor::schedule,
        this::deleteBatch,
        failure -> Log.cleaningFailed(RedisFailures.describeFailure(failure)));
  }

  /** Deletes a batch, and returns whether it was the last. */
  private boolean deleteBatch() {
    long begin = from;
    from = 0; // If this one fails, the next starts again.
    from =
        executor.runOnSession(
            session -> new RedisRevocationData(session).deleteExpired(begin, clock, RUN_INTERVAL));
    return from == 0;
  }
}
