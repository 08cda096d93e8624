package org.nexusauth.redis;

import java.time.Clock;
import java.time.Duration;

/**
 * Forgets what expired long ago, a little at a time, so that nobody waits for it. A follower does
 * not notice: its position stays good. All state is of the lane's thread, at whose end it ends.
 */
final class Sweeping {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration BREATH = Duration.ofMillis(20);

  private final Lane lane;
  private final Clock clock;
  private long from;
  private boolean works = true;

  Sweeping(Lane lane, Clock clock) {
    this.lane = lane;
    this.clock = clock;
  }

  void begin() {
    lane.later(this::some, BREATH);
  }

  /** One node in an hour: the others find that it was done. */
  private void some() {
    try {
      from = lane.onSession(session -> new Changes(session).sweep(from, clock, HOUR.dividedBy(2)));
      works = true;
    } catch (RuntimeException e) { // The next time: nothing waits for it.
      from = 0;
      if (works && !lane.isClosed()) {
        works = false;
        Log.notSwept(Failures.of(e));
      }
    }
    lane.later(this::some, from == 0 ? HOUR : BREATH);
  }

  /** Sweeps all while the caller waits. */
  void all() {
    long next = 0;
    do {
      long begin = next;
      next = lane.call(session -> new Changes(session).sweep(begin, clock, Duration.ZERO));
    } while (next != 0);
  }
}
