package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Forgets what expired long ago, a little at a time, so that nobody who revokes waits for it. A
 * follower does not notice: its position stays good.
 */
final class Sweeping {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration BREATH = Duration.ofMillis(20);

  private final Lane lane;
  private final Dialect dialect;
  private boolean works = true; // On the lane's thread.
  private volatile boolean ended;

  Sweeping(Lane lane, Dialect dialect) {
    this.lane = lane;
    this.dialect = dialect;
  }

  void begin() {
    lane.later(this::some, BREATH);
  }

  /** Ends it after the batch that it is at. */
  void end() {
    ended = true;
  }

  private void some() {
    if (ended) {
      return;
    }
    Duration pause = HOUR;
    try {
      pause = lane.onConnection(this::batch) ? HOUR : BREATH;
      works = true;
    } catch (SQLException | RuntimeException e) { // The next time: nothing waits for it.
      if (works) {
        works = false;
        Log.notSwept(e.getClass().getName());
      }
    }
    lane.later(this::some, pause);
  }

  /** Returns whether that was all. */
  private boolean batch(Connection connection) throws SQLException {
    Head head = new Head(connection, dialect);
    head.lock(); // First, as all who write: else two could wait for each other.
    int deleted = new Changes(connection).sweep();
    head.deleted(deleted);
    return deleted < Changes.BATCH;
  }

  /** Sweeps all while the caller waits. */
  void all() {
    boolean all = false;
    while (!all) {
      all = lane.call(this::batch);
    }
  }
}
