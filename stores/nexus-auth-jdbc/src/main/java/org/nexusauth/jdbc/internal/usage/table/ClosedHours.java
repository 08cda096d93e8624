package org.nexusauth.jdbc.internal.usage.table;

import java.sql.Connection;
import java.sql.SQLException;
import org.nexusauth.jdbc.internal.Dialect;

/**
 * Which hours are closed: all before one. Who writes has a share in the row until the end of the
 * transaction, so an hour is closed when all have ended that write to it; who begins later knows.
 */
public final class ClosedHours {
  private static final String READ =
      "SELECT hours_closed_to FROM nexus_auth_usage_closing WHERE id = 1";

  /** H2 has no locks that are shared: its transactions follow each other. */
  private static final String LOCK_H2 = READ + " FOR UPDATE WAIT 2.5";

  private static final String LOCK_POSTGRESQL = READ + " FOR SHARE";

  private static final String WRITE =
      "UPDATE nexus_auth_usage_closing SET hours_closed_to = ? WHERE id = 1";

  private final Connection connection;
  private final Dialect dialect;

  /** Works in a transaction. */
  public ClosedHours(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Returns the end of the closed hours, in hours since 1970. */
  public long readEnd() throws SQLException {
    return readRow(READ);
  }

  /** Returns the same, which does not change until the end of the transaction. */
  public long readLockedEnd() throws SQLException {
    if (dialect == Dialect.H2) {
      return readRow(LOCK_H2);
    }
    return readRow(LOCK_POSTGRESQL);
  }

  private long readRow(String query) throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, query)) {
      return statement
          .findRow(row -> row.number("hours_closed_to"))
          .orElseThrow(
              () ->
                  new SQLException(
                      "the row of nexus_auth_usage_closing is missing: restore the database"));
    }
  }

  /** Closes hours, as the last thing in a transaction. */
  public void closeTo(long hour) throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, WRITE)) {
      statement.number(hour).update();
    }
  }
}
