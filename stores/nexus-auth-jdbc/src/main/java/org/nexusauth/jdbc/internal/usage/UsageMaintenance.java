package org.nexusauth.jdbc.internal.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.nexusauth.config.UsageRetention;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.jdbc.internal.Dialect;

/**
 * Rolls up hours that are over, and removes what is older than it is kept: step by step, each in a
 * transaction that has the lock of one row. Another node may do the next step.
 */
final class UsageMaintenance {
  /** How long after its end an hour is closed: twice by what clocks of nodes may differ. */
  private static final Duration CLOSING_DELAY = Duration.ofMinutes(10);

  /** A node that is away for less has its batches known when it writes again. */
  private static final Duration WRITER_RETENTION = Duration.ofDays(7);

  private static final long HOURS_A_DAY = 24;
  private static final int MAX_DELETED = 10_000;
  private static final int TIMEOUT_SECONDS =
      Math.toIntExact(ConnectionExecutor.MAINTENANCE_TIMEOUT.toSeconds()) - 10;

  private static final String LOCK =
      "SELECT id FROM nexus_auth_usage_lock WHERE id = 1 FOR UPDATE SKIP LOCKED";

  private static final String FIRST_MINUTE =
      "SELECT MIN(slot) AS slot, COUNT(*) AS found FROM (SELECT slot FROM nexus_auth_usage_minute"
          + " WHERE slot >= ? AND slot < ? AND NOT late ORDER BY slot LIMIT 1) earliest";

  /** In the order of writers of late rows, so that they do not block each other. */
  private static final String SUM =
      " SELECT CAST(SUM(requests) AS BIGINT) AS requests, subject, CAST(? AS INTEGER) AS slot,"
          + " outcome FROM nexus_auth_usage_minute WHERE slot >= ? AND slot < ? AND NOT late"
          + " GROUP BY subject, outcome ORDER BY subject, outcome";

  private final Dialect dialect;
  private final Instant now;
  private final UsageRetention retention;

  UsageMaintenance(Dialect dialect, Instant now, UsageRetention retention) {
    this.dialect = dialect;
    this.now = now;
    this.retention = retention;
  }

  /** What a step did. */
  enum Progress {
    LOCKED_BY_OTHER,
    MORE_TO_DO,
    DONE
  }

  /** Does one step. */
  Progress runStep(Connection connection) throws SQLException {
    if (!lock(connection)) {
      return Progress.LOCKED_BY_OTHER;
    }
    UsageState state = UsageState.read(connection);
    boolean did =
        closeHours(connection, state)
            || rollUpHour(connection, state)
            || new DetailRollUp(connection, dialect).moveBatch(state.closedTo())
            || advanceRetention(connection, state)
            || deleteBatch(connection, state);
    return did ? Progress.MORE_TO_DO : Progress.DONE;
  }

  private static boolean lock(Connection connection) throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, LOCK)) {
      return statement.find(row -> row.number("id")).isPresent();
    }
  }

  /**
   * Waits for those who write, and no longer: who writes from then on adds requests of closed hours
   * to hour and day.
   */
  private boolean closeHours(Connection connection, UsageState state) throws SQLException {
    long end = SlotUnit.HOUR.slotAt(now.minus(CLOSING_DELAY));
    if (end <= state.closedTo()) {
      return false;
    }
    state.closedTo(end).write(connection);
    return true;
  }

  private boolean rollUpHour(Connection connection, UsageState state) throws SQLException {
    if (state.rolledTo() >= state.closedTo()) {
      return false;
    }
    long hour = findHour(connection, state);
    if (hour == state.closedTo()) {
      state.rolledTo(hour).write(connection);
      return true;
    }
    addUp(connection, hour, SlotUnit.HOUR, hour);
    addUp(connection, hour, SlotUnit.DAY, Math.floorDiv(hour, HOURS_A_DAY));
    state.rolledTo(hour + 1).write(connection);
    return true;
  }

  /** Returns the first closed hour that is to be rolled up, or the end of those that are closed. */
  private static long findHour(Connection connection, UsageState state) throws SQLException {
    long minutes = SlotUnit.HOUR.minutes();
    try (UsageStatement statement = UsageStatement.prepare(connection, FIRST_MINUTE)) {
      return statement
          .number(state.rolledTo() * minutes)
          .number(state.closedTo() * minutes)
          .find(
              row ->
                  row.number("found") == 0
                      ? state.closedTo()
                      : Math.floorDiv(row.number("slot"), minutes))
          .orElse(state.closedTo());
    }
  }

  private void addUp(Connection connection, long hour, SlotUnit unit, long slot)
      throws SQLException {
    String sql = CountRows.upsertInto(dialect, unit.table(), List.of(), SUM);
    try (UsageStatement statement = UsageStatement.prepare(connection, sql, TIMEOUT_SECONDS)) {
      statement
          .number(slot)
          .number(hour * SlotUnit.HOUR.minutes())
          .number((hour + 1) * SlotUnit.HOUR.minutes())
          .update();
    }
  }

  /** Nothing is removed that is not rolled up. */
  private boolean advanceRetention(Connection connection, UsageState state) throws SQLException {
    long minutes = Math.min(SlotUnit.HOUR.slotAt(now.minus(retention.minutes())), state.rolledTo());
    long days =
        Math.min(
            SlotUnit.DAY.slotAt(now.minus(retention.hours())),
            Math.floorDiv(state.rolledTo(), HOURS_A_DAY));
    UsageState next = state.keptFrom(minutes, days * HOURS_A_DAY);
    if (next.equals(state)) {
      return false;
    }
    next.write(connection);
    return true;
  }

  private boolean deleteBatch(Connection connection, UsageState state) throws SQLException {
    long day = SlotUnit.DAY.slotAt(now.minus(retention.days()));
    return deleteSlots(connection, "minute", state.minutesFrom() * SlotUnit.HOUR.minutes())
        || deleteSlots(connection, "hour", state.hoursFrom())
        || deleteSlots(connection, "hour_detail", state.hoursFrom())
        || deleteSlots(connection, "day", day)
        || deleteSlots(connection, "day_detail", day)
        || deleteBefore(connection, "denial", "at", now.minus(retention.denials()))
        || deleteBefore(connection, "writer", "written_at", now.minus(WRITER_RETENTION))
        || deleteSubjects(connection);
  }

  private boolean deleteSlots(Connection connection, String table, long before)
      throws SQLException {
    try (UsageStatement statement =
        UsageStatement.prepare(connection, deleteFrom(table, "slot < ?"), TIMEOUT_SECONDS)) {
      return statement.number(before).number(MAX_DELETED).update() > 0;
    }
  }

  private boolean deleteBefore(Connection connection, String table, String column, Instant before)
      throws SQLException {
    try (UsageStatement statement =
        UsageStatement.prepare(connection, deleteFrom(table, column + " < ?"), TIMEOUT_SECONDS)) {
      return statement.instant(before).number(MAX_DELETED).update() > 0;
    }
  }

  /** Writers note a subject once a day: none has the number of one that was not for so long. */
  private boolean deleteSubjects(Connection connection) throws SQLException {
    Duration longest =
        Collections.max(
            List.of(retention.minutes(), retention.hours(), retention.days(), retention.denials()));
    long before = SlotUnit.DAY.slotAt(now.minus(longest)) - 1;
    try (UsageStatement statement =
        UsageStatement.prepare(
            connection, deleteFrom("subject", "last_day < ?"), TIMEOUT_SECONDS)) {
      return statement.number(before).number(MAX_DELETED).update() > 0;
    }
  }

  /** A row that is changed meanwhile has another ctid, and stays. */
  private String deleteFrom(String table, String condition) {
    if (dialect == Dialect.H2) {
      return "DELETE FROM nexus_auth_usage_%s WHERE %s FETCH FIRST ? ROWS ONLY"
          .formatted(table, condition);
    }
    return ("DELETE FROM nexus_auth_usage_%1$s WHERE ctid = ANY(ARRAY("
            + "SELECT ctid FROM nexus_auth_usage_%1$s WHERE %2$s LIMIT ?))")
        .formatted(table, condition);
  }
}
