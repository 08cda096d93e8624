package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.nexusauth.revocation.kit.ExpiredEntryCleaner;

/** What expired a day ago, by the clock that is behind: the database's or this node's. */
final class ExpiredRows {
  private final ConnectionExecutor lane;
  private final Dialect dialect;
  private final Clock clock;

  ExpiredRows(ConnectionExecutor lane, Dialect dialect, Clock clock) {
    this.lane = lane;
    this.dialect = dialect;
    this.clock = clock;
  }

  /** Returns what forgets it from time to time. */
  ExpiredEntryCleaner sweeping() {
    return new ExpiredEntryCleaner(
        lane::later,
        () -> lane.onConnection(this::some),
        failure -> Log.notSwept(ConnectionExecutor.problem(failure)));
  }

  /** Deletes some, and returns whether that was all. */
  private boolean some(Connection connection) throws SQLException {
    HeadRow head = new HeadRow(connection, dialect);
    head.lock(); // First, as all who write: else two could wait for each other.
    int deleted = new ChangeTable(connection).sweep(clock.instant());
    head.deleted(deleted);
    return deleted < ChangeTable.BATCH;
  }

  /** Deletes all while the caller waits. */
  void delete() {
    boolean all = false;
    while (!all) {
      all = lane.call(this::some);
    }
  }
}
