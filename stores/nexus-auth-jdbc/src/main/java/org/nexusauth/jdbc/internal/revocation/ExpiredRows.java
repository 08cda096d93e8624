package org.nexusauth.jdbc.internal.revocation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.FeedHeadRow;
import org.nexusauth.jdbc.internal.Log;
import org.nexusauth.revocation.kit.ExpiredEntryCleaner;

/** Deletes what expired a day ago, by the clock that is behind: the database's or this node's. */
public final class ExpiredRows {
  private final ConnectionExecutor executor;
  private final Dialect dialect;
  private final Clock clock;

  public ExpiredRows(ConnectionExecutor executor, Dialect dialect, Clock clock) {
    this.executor = executor;
    this.dialect = dialect;
    this.clock = clock;
  }

  /** Returns a cleaner that deletes batches on the executor's thread. */
  public ExpiredEntryCleaner createCleaner() {
    return new ExpiredEntryCleaner(
        executor::schedule,
        () -> executor.runOnConnection(this::deleteBatch),
        failure -> Log.cleaningFailed(ConnectionExecutor.describeFailure(failure)));
  }

  /** Deletes a batch, and returns whether it was the last. */
  public boolean deleteBatch(Connection connection) throws SQLException {
    FeedHeadRow head = new FeedHeadRow(connection, dialect);
    head.lockAndRead(); // First, as every writer does: else two could wait for each other.
    int deleted = new ChangeTable(connection).deleteExpired(clock.instant());
    head.recordDeletions(deleted);
    return deleted < ChangeTable.BATCH_SIZE;
  }
}
