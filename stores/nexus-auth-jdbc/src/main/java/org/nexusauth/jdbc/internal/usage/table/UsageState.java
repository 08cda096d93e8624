package org.nexusauth.jdbc.internal.usage.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.nexusauth.jdbc.internal.sql.ResultRow;

/**
 * How far rows are rolled up and kept, in hours since 1970.
 *
 * @param rolledTo hours before it are in the tables of hours and days
 * @param minutesFrom minutes of hours before it may be deleted
 * @param hoursFrom hours before it may be deleted; the start of a day
 */
public record UsageState(long rolledTo, long minutesFrom, long hoursFrom) {
  private static final String READ =
      "SELECT hours_rolled_to, minutes_kept_from, hours_kept_from FROM nexus_auth_usage_state"
          + " WHERE id = 1";

  private static final String WRITE =
      "UPDATE nexus_auth_usage_state SET hours_rolled_to = ?, minutes_kept_from = ?,"
          + " hours_kept_from = ? WHERE id = 1";

  /** Reads the state as the transaction sees it. */
  public static UsageState readState(Connection connection) throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, READ)) {
      return statement
          .findRow(UsageState::of)
          .orElseThrow(
              () ->
                  new SQLException(
                      "the row of nexus_auth_usage_state is missing: restore the database"));
    }
  }

  /** Locks the state for this transaction; empty while another one has it. */
  public static Optional<UsageState> lockState(Connection connection) throws SQLException {
    try (UsageStatement statement =
        UsageStatement.prepare(connection, READ + " FOR UPDATE SKIP LOCKED")) {
      return statement.findRow(UsageState::of);
    }
  }

  private static UsageState of(ResultRow row) throws SQLException {
    return new UsageState(
        row.number("hours_rolled_to"),
        row.number("minutes_kept_from"),
        row.number("hours_kept_from"));
  }

  /** Writes the state, which this transaction has locked. */
  public void writeState(Connection connection) throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, WRITE)) {
      statement.number(rolledTo).number(minutesFrom).number(hoursFrom).update();
    }
  }

  public UsageState withRolledTo(long hour) {
    return new UsageState(hour, minutesFrom, hoursFrom);
  }

  /** Returns this state with later starts; nothing that may be deleted is kept again. */
  public UsageState withKeptFrom(long minutesHour, long hour) {
    return new UsageState(rolledTo, Math.max(minutesFrom, minutesHour), Math.max(hoursFrom, hour));
  }
}
