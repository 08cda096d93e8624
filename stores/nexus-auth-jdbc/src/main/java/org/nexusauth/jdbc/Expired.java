package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.nexusauth.status.Sweeping;

/** What expired a day ago, by the clock that is behind: the database's or this node's. */
final class Expired {
  private final Lane lane;
  private final Dialect dialect;
  private final Clock clock;

  Expired(Lane lane, Dialect dialect, Clock clock) {
    this.lane = lane;
    this.dialect = dialect;
    this.clock = clock;
  }

  /** Returns what forgets it from time to time. */
  Sweeping sweeping() {
    return new Sweeping(
        lane::later,
        () -> lane.onConnection(this::some),
        failure -> Log.notSwept(Lane.problem(failure)));
  }

  /** Deletes some, and returns whether that was all. */
  private boolean some(Connection connection) throws SQLException {
    Head head = new Head(connection, dialect);
    head.lock(); // First, as all who write: else two could wait for each other.
    int deleted = new Changes(connection).sweep(clock.instant());
    head.deleted(deleted);
    return deleted < Changes.BATCH;
  }

  /** Deletes all while the caller waits. */
  void delete() {
    boolean all = false;
    while (!all) {
      all = lane.call(this::some);
    }
  }
}
