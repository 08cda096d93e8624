package org.nexusauth.jdbc.internal.usage.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.jdbc.internal.Dialect;

/** Requests by subject, slot and outcome, which are added to those of a table. */
public final class CountRows {
  private static final int MAX_ROWS = 5_000;
  private static final Comparator<Map.Entry<Row, Long>> ORDER =
      Map.Entry.comparingByKey(
          Comparator.comparingLong(Row::subject)
              .thenComparingLong(Row::slot)
              .thenComparing(Row::outcome));

  private static final String ADDED =
      " SELECT added.requests, added.subject, added.slot, added.outcome%s"
          + " FROM UNNEST(CAST(? AS BIGINT ARRAY), CAST(? AS INTEGER ARRAY),"
          + " CAST(? AS INTEGER ARRAY), CAST(? AS VARCHAR ARRAY))"
          + " AS added (requests, subject, slot, outcome)";

  private final Map<Row, Long> requests = new HashMap<>();

  private record Row(long subject, long slot, String outcome) {}

  /**
   * The columns beside subject, slot and outcome that name a row of the minutes.
   *
   * @param writer who writes it
   * @param late whether its hour was closed before
   */
  public record MinuteOrigin(long writer, boolean late) {}

  /** Adds requests to a row. */
  public void addRequests(long subject, long slot, String outcome, long number) {
    requests.merge(new Row(subject, slot, outcome), number, Long::sum);
  }

  /** Adds the rows to those of one writer. */
  public void writeMinutes(Connection connection, Dialect dialect, MinuteOrigin origin)
      throws SQLException {
    String more = ", CAST(? AS INTEGER) AS writer, CAST(? AS BOOLEAN) AS late";
    String sql =
        upsertInto(
            dialect, SlotUnit.MINUTE.table(), List.of("writer", "late"), ADDED.formatted(more));
    writeRows(connection, sql, statement -> statement.number(origin.writer).flag(origin.late));
  }

  /**
   * Adds the rows to those of all writers, in one order, so that writers do not block each other.
   */
  public void writeSlots(Connection connection, Dialect dialect, SlotUnit unit)
      throws SQLException {
    writeRows(
        connection,
        upsertInto(dialect, unit.table(), List.of(), ADDED.formatted("")),
        statement -> {});
  }

  /** Sets a statement's first parameters. */
  private interface Origin {
    void set(UsageStatement statement) throws SQLException;
  }

  private void writeRows(Connection connection, String sql, Origin origin) throws SQLException {
    if (requests.isEmpty()) {
      return;
    }
    List<Map.Entry<Row, Long>> sorted = requests.entrySet().stream().sorted(ORDER).toList();
    try (UsageStatement statement = UsageStatement.prepare(connection, sql)) {
      for (int from = 0; from < sorted.size(); from += MAX_ROWS) {
        List<Map.Entry<Row, Long>> part =
            sorted.subList(from, Math.min(sorted.size(), from + MAX_ROWS));
        origin.set(statement);
        statement
            .numbers(part.stream().map(Map.Entry::getValue).toList())
            .numbers(part.stream().map(row -> row.getKey().subject).toList())
            .numbers(part.stream().map(row -> row.getKey().slot).toList())
            .texts(part.stream().map(row -> row.getKey().outcome).toList())
            .update();
      }
    }
  }

  /**
   * Returns a statement that adds requests to the rows of a table.
   *
   * @param more the columns of its primary key beside subject, slot and outcome
   * @param rows a query of requests, subject, slot, outcome and those, no row twice
   */
  public static String upsertInto(Dialect dialect, String table, List<String> more, String rows) {
    StringBuilder others = new StringBuilder();
    more.forEach(column -> others.append(", ").append(column));
    if (dialect == Dialect.POSTGRESQL) {
      return "INSERT INTO "
          + table
          + " AS known (requests, subject, slot, outcome"
          + others
          + ")"
          + rows
          + " ON CONFLICT (subject, slot, outcome"
          + others
          + ") DO UPDATE SET requests = known.requests + excluded.requests";
    }
    StringBuilder same = new StringBuilder();
    StringBuilder values = new StringBuilder();
    for (String column : more) {
      same.append(" AND known.").append(column).append(" = given.").append(column);
      values.append(", given.").append(column);
    }
    return "MERGE INTO "
        + table
        + " known USING ("
        + rows
        + ") given ON known.subject = given.subject AND known.slot = given.slot"
        + " AND known.outcome = given.outcome"
        + same
        + " WHEN MATCHED THEN UPDATE SET requests = known.requests + given.requests"
        + " WHEN NOT MATCHED THEN INSERT (requests, subject, slot, outcome"
        + others
        + ") VALUES (given.requests, given.subject, given.slot, given.outcome"
        + values
        + ")";
  }
}
