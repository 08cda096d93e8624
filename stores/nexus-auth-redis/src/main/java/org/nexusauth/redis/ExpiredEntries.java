package org.nexusauth.redis;

import java.time.Clock;
import java.time.Duration;
import org.nexusauth.revocation.kit.ExpiredEntryCleaner;

/** What expired a day ago, by the clock that is behind: Redis's or this node's. */
final class ExpiredEntries {
  /** One node in so long: the others find that it was done. */
  private static final Duration BETWEEN = Duration.ofMinutes(30);

  private final RedisExecutor lane;
  private final Clock clock;
  private long from; // On the lane's thread.

  ExpiredEntries(RedisExecutor lane, Clock clock) {
    this.lane = lane;
    this.clock = clock;
  }

  /** Returns what forgets it from time to time. */
  ExpiredEntryCleaner sweeping() {
    return new ExpiredEntryCleaner(
        lane::later, this::some, failure -> Log.notSwept(RedisFailures.of(failure)));
  }

  /** Deletes some, and returns whether that was all. */
  private boolean some() {
    long begin = from;
    from = 0; // Should it fail.
    from = lane.onSession(session -> new ChangeStream(session).sweep(begin, clock, BETWEEN));
    return from == 0;
  }

  /** Deletes all while the caller waits. */
  void delete() {
    long next = 0;
    do {
      long begin = next;
      next = lane.call(session -> new ChangeStream(session).sweep(begin, clock, Duration.ZERO));
    } while (next != 0);
  }
}
