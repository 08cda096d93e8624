package org.nexusauth.jdbc.internal.usage.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.usage.store.UsageDetail;

/** The rows of details that one writer replaces while it counts. */
public final class OpenDetailTable {
  private static final int MAX_ROWS = 1_000;

  private static final String GIVEN =
      "UNNEST(CAST(? AS INTEGER ARRAY), CAST(? AS INTEGER ARRAY), CAST(? AS BIGINT ARRAY),"
          + " CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY))"
          + " AS given (subject, slot, since, routes, client_versions, networks)";

  private static final String UPDATE_POSTGRESQL =
      "UPDATE nexus_auth_usage_detail known SET routes = given.routes,"
          + " client_versions = given.client_versions, networks = given.networks FROM "
          + GIVEN
          + " WHERE known.subject = given.subject AND known.slot = given.slot"
          + " AND known.writer = ? AND known.since = given.since"
          + " RETURNING known.subject AS subject, known.slot AS slot";

  private static final String UPDATE_H2 =
      "UPDATE nexus_auth_usage_detail SET routes = ?, client_versions = ?, networks = ?"
          + " WHERE subject = ? AND slot = ? AND writer = ? AND since = ?";

  private static final String INSERT =
      "INSERT INTO nexus_auth_usage_detail"
          + " (subject, slot, since, routes, client_versions, networks, writer)"
          + " SELECT given.subject, given.slot, given.since, given.routes, given.client_versions,"
          + " given.networks, CAST(? AS INTEGER) FROM "
          + GIVEN;

  private final Connection connection;
  private final Dialect dialect;
  private final long writer;

  /** Works in a transaction, on the rows of a writer. */
  public OpenDetailTable(Connection connection, Dialect dialect, long writer) {
    this.connection = connection;
    this.dialect = dialect;
    this.writer = writer;
  }

  /** What a row is of. */
  public record SubjectHour(long subject, long hour) {}

  /**
   * What a writer has in a row.
   *
   * @param since the number of the first batch in it
   * @param counts what all of them counted
   */
  public record OpenDetail(long since, DetailCounts counts) {
    /** Returns the same row with more in it. */
    public OpenDetail plus(DetailCounts more) {
      DetailCounts sum = DetailCounts.copyOf(counts);
      sum.addAll(more);
      return new OpenDetail(since, sum);
    }
  }

  /** Replaces rows, and returns those that are still there. */
  public Set<SubjectHour> replaceRows(Map<SubjectHour, OpenDetail> rows) throws SQLException {
    Set<SubjectHour> updated = new HashSet<>();
    for (List<Map.Entry<SubjectHour, OpenDetail>> part : split(rows)) {
      if (dialect == Dialect.POSTGRESQL) {
        updatePart(part, updated);
      } else {
        updateEach(part, updated);
      }
    }
    return updated;
  }

  private static List<List<Map.Entry<SubjectHour, OpenDetail>>> split(
      Map<SubjectHour, OpenDetail> rows) {
    List<Map.Entry<SubjectHour, OpenDetail>> all = List.copyOf(rows.entrySet());
    List<List<Map.Entry<SubjectHour, OpenDetail>>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MAX_ROWS) {
      parts.add(all.subList(from, Math.min(all.size(), from + MAX_ROWS)));
    }
    return parts;
  }

  private void updatePart(List<Map.Entry<SubjectHour, OpenDetail>> part, Set<SubjectHour> updated)
      throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, UPDATE_POSTGRESQL)) {
      setRows(statement, part);
      updated.addAll(
          statement
              .number(writer)
              .listRows(row -> new SubjectHour(row.number("subject"), row.number("slot"))));
    }
  }

  private void updateEach(List<Map.Entry<SubjectHour, OpenDetail>> part, Set<SubjectHour> updated)
      throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, UPDATE_H2)) {
      for (Map.Entry<SubjectHour, OpenDetail> row : part) {
        for (UsageDetail.Kind kind : UsageDetail.Kind.values()) {
          statement.text(row.getValue().counts.toJson(kind));
        }
        statement
            .number(row.getKey().subject)
            .number(row.getKey().hour)
            .number(writer)
            .number(row.getValue().since)
            .addToBatch();
      }
      int[] changed = statement.updateBatch();
      for (int i = 0; i < changed.length; i++) {
        if (changed[i] > 0) {
          updated.add(part.get(i).getKey());
        }
      }
    }
  }

  public void insertRows(Map<SubjectHour, OpenDetail> rows) throws SQLException {
    for (List<Map.Entry<SubjectHour, OpenDetail>> part : split(rows)) {
      try (UsageStatement statement = UsageStatement.prepare(connection, INSERT)) {
        setRows(statement.number(writer), part);
        statement.update();
      }
    }
  }

  private static void setRows(
      UsageStatement statement, List<Map.Entry<SubjectHour, OpenDetail>> rows) throws SQLException {
    statement
        .numbers(rows.stream().map(row -> row.getKey().subject).toList())
        .numbers(rows.stream().map(row -> row.getKey().hour).toList())
        .numbers(rows.stream().map(row -> row.getValue().since).toList());
    for (UsageDetail.Kind kind : UsageDetail.Kind.values()) {
      statement.texts(rows.stream().map(row -> row.getValue().counts.toJson(kind)).toList());
    }
  }
}
