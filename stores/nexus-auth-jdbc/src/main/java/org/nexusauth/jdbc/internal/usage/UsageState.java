package org.nexusauth.jdbc.internal.usage;

import java.sql.Connection;
import java.sql.SQLException;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.sql.ResultRow;

/**
 * How far rows are rolled up and kept, in hours since 1970.
 *
 * @param closedTo requests of hours before it are late
 * @param rolledTo hours before it are in the tables of hours and days
 * @param minutesFrom minutes of hours before it may be deleted
 * @param hoursFrom hours before it may be deleted; the start of a day
 */
record UsageState(long closedTo, long rolledTo, long minutesFrom, long hoursFrom) {
  private static final String READ =
      "SELECT hours_closed_to, hours_rolled_to, minutes_kept_from, hours_kept_from"
          + " FROM nexus_auth_usage_state WHERE id = 1";

  static UsageState read(Connection connection) throws SQLException {
    return read(connection, READ);
  }

  /** Reads the state, which does not change until the transaction ends. */
  static UsageState readLocked(Connection connection, Dialect dialect) throws SQLException {
    return read(connection, READ + (dialect == Dialect.H2 ? " FOR UPDATE" : " FOR SHARE"));
  }

  private static UsageState read(Connection connection, String query) throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, query)) {
      return statement
          .find(UsageState::of)
          .orElseThrow(
              () ->
                  new SQLException(
                      "the row of nexus_auth_usage_state is missing: restore the database"));
    }
  }

  private static UsageState of(ResultRow row) throws SQLException {
    return new UsageState(
        row.number("hours_closed_to"),
        row.number("hours_rolled_to"),
        row.number("minutes_kept_from"),
        row.number("hours_kept_from"));
  }

  /** Writes the state; only the node that has the lock of the maintenance may. */
  void write(Connection connection) throws SQLException {
    try (UsageStatement statement =
        UsageStatement.prepare(
            connection,
            "UPDATE nexus_auth_usage_state SET hours_closed_to = ?, hours_rolled_to = ?,"
                + " minutes_kept_from = ?, hours_kept_from = ? WHERE id = 1")) {
      statement.number(closedTo).number(rolledTo).number(minutesFrom).number(hoursFrom).update();
    }
  }

  UsageState closedTo(long hour) {
    return new UsageState(hour, rolledTo, minutesFrom, hoursFrom);
  }

  UsageState rolledTo(long hour) {
    return new UsageState(closedTo, hour, minutesFrom, hoursFrom);
  }

  UsageState keptFrom(long minutesHour, long hour) {
    return new UsageState(
        closedTo, rolledTo, Math.max(minutesFrom, minutesHour), Math.max(hoursFrom, hour));
  }
}
