package org.nexusauth.jdbc.internal.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.nexusauth.config.UsageRetention;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.usage.table.ClosedHours;
import org.nexusauth.jdbc.internal.usage.table.CountRows;
import org.nexusauth.jdbc.internal.usage.table.SlotUnit;
import org.nexusauth.jdbc.internal.usage.table.UsageState;
import org.nexusauth.jdbc.internal.usage.table.UsageStatement;

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

  private static final String FIRST_MINUTE =
      "SELECT slot FROM nexus_auth_usage_minute WHERE slot >= ? AND slot < ? AND NOT late"
          + " ORDER BY slot LIMIT 1";

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
    dialect.beginWriting(connection);
    long closedTo = readClosed(connection);
    Optional<UsageState> locked = UsageState.lockState(connection);
    if (locked.isEmpty()) {
      return Progress.LOCKED_BY_OTHER;
    }
    UsageState state = locked.get();
    boolean did =
        closeHours(connection, closedTo)
            || rollUpHour(connection, state, closedTo)
            || new DetailRollUp(connection, dialect).moveBatch(closedTo)
            || advanceRetention(connection, state)
            || deleteBatch(connection, state);
    if (did) {
      return Progress.MORE_TO_DO;
    }
    return Progress.DONE;
  }

  /** On H2 no node writes during a step: else each could wait for a row of the other. */
  private long readClosed(Connection connection) throws SQLException {
    ClosedHours closed = new ClosedHours(connection, dialect);
    if (dialect == Dialect.H2) {
      return closed.readLockedEnd();
    }
    return closed.readEnd();
  }

  /**
   * Waits for those who write, and no longer: who writes from then on adds requests of closed hours
   * to hour and day.
   */
  private boolean closeHours(Connection connection, long closedTo) throws SQLException {
    long end = SlotUnit.HOUR.slotAt(now.minus(CLOSING_DELAY));
    if (end <= closedTo) {
      return false;
    }
    new ClosedHours(connection, dialect).closeTo(end);
    return true;
  }

  private boolean rollUpHour(Connection connection, UsageState state, long closedTo)
      throws SQLException {
    if (state.rolledTo() >= closedTo) {
      return false;
    }
    OptionalLong hour = findHour(connection, state.rolledTo(), closedTo);
    if (hour.isEmpty()) {
      state.withRolledTo(closedTo).writeState(connection);
      return true;
    }
    long found = hour.getAsLong();
    addUp(connection, found, SlotUnit.HOUR, found);
    addUp(connection, found, SlotUnit.DAY, Math.floorDiv(found, HOURS_A_DAY));
    state.withRolledTo(found + 1).writeState(connection);
    return true;
  }

  /** Finds the first hour that has requests, of those from one on and before another one. */
  private static OptionalLong findHour(Connection connection, long from, long to)
      throws SQLException {
    long minutes = SlotUnit.HOUR.minutes();
    try (UsageStatement statement = UsageStatement.prepare(connection, FIRST_MINUTE)) {
      return statement
          .number(from * minutes)
          .number(to * minutes)
          .listRows(row -> Math.floorDiv(row.number("slot"), minutes))
          .stream()
          .mapToLong(Long::longValue)
          .findFirst();
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
    UsageState next = state.withKeptFrom(minutes, days * HOURS_A_DAY);
    if (next.equals(state)) {
      return false;
    }
    next.writeState(connection);
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

  /** A row that is changed concurrently has another ctid, and stays. */
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
