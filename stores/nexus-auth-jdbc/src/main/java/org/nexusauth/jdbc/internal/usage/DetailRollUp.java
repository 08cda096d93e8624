package org.nexusauth.jdbc.internal.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.usage.table.DetailCounts;
import org.nexusauth.jdbc.internal.usage.table.UsageStatement;
import org.nexusauth.usage.store.UsageDetail;

/**
 * Moves rows of details into those of hours and days. A writer that replaces a row which was moved
 * finds that it is not there, and begins another one.
 */
final class DetailRollUp {
  private static final int MAX_ROWS = 500;
  private static final int HOURS_A_DAY = 24;

  /** Rows that a writer is replacing now are left for the next time. */
  private static final String FIND =
      "SELECT subject, slot, writer, since, routes, client_versions, networks"
          + " FROM nexus_auth_usage_detail WHERE slot < ? ORDER BY subject, slot LIMIT ?"
          + " FOR UPDATE SKIP LOCKED";

  private static final String DELETE =
      "DELETE FROM nexus_auth_usage_detail"
          + " WHERE subject = ? AND slot = ? AND writer = ? AND since = ?";

  private static final String FIND_SUMS =
      "SELECT known.subject, known.slot, routes, client_versions, networks FROM"
          + " UNNEST(CAST(? AS INTEGER ARRAY), CAST(? AS INTEGER ARRAY)) AS wanted (subject, slot)"
          + " JOIN %s known ON known.subject = wanted.subject AND known.slot = wanted.slot";

  private static final String COLUMNS = "(subject, slot, routes, client_versions, networks)";

  private final Connection connection;
  private final Dialect dialect;

  DetailRollUp(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  private record Slot(long subject, long slot) {}

  private record OpenRow(long subject, long hour, long writer, long since, DetailCounts counts) {
    static OpenRow read(ResultRow row) throws SQLException {
      return new OpenRow(
          row.number("subject"),
          row.number("slot"),
          row.number("writer"),
          row.number("since"),
          DetailCounts.readRow(row));
    }
  }

  /** Moves some rows of hours before one, and returns whether there were any. */
  boolean moveBatch(long beforeHour) throws SQLException {
    List<OpenRow> rows;
    try (UsageStatement find = UsageStatement.prepare(connection, FIND)) {
      rows = find.number(beforeHour).number(MAX_ROWS).listRows(OpenRow::read);
    }
    if (rows.isEmpty()) {
      return false;
    }
    Map<Slot, List<DetailCounts>> hours = new LinkedHashMap<>();
    Map<Slot, List<DetailCounts>> days = new LinkedHashMap<>();
    for (OpenRow row : rows) {
      long day = Math.floorDiv(row.hour, HOURS_A_DAY);
      hours
          .computeIfAbsent(new Slot(row.subject, row.hour), slot -> new ArrayList<>())
          .add(row.counts);
      days.computeIfAbsent(new Slot(row.subject, day), slot -> new ArrayList<>()).add(row.counts);
    }
    addTo("nexus_auth_usage_hour_detail", hours);
    addTo("nexus_auth_usage_day_detail", days);
    delete(rows);
    return true;
  }

  private void addTo(String table, Map<Slot, List<DetailCounts>> added) throws SQLException {
    Map<Slot, DetailCounts> known = findSums(table, added);
    try (UsageStatement write = UsageStatement.prepare(connection, upsertInto(table))) {
      for (Map.Entry<Slot, List<DetailCounts>> entry : added.entrySet()) {
        List<DetailCounts> parts = new ArrayList<>(entry.getValue());
        DetailCounts before = known.get(entry.getKey());
        if (before != null) {
          parts.add(before);
        }
        DetailCounts sum = DetailCounts.sumOf(parts);
        write.number(entry.getKey().subject).number(entry.getKey().slot);
        for (UsageDetail.Kind kind : UsageDetail.Kind.values()) {
          write.text(sum.toJson(kind));
        }
        write.addToBatch();
      }
      write.updateBatch();
    }
  }

  private Map<Slot, DetailCounts> findSums(String table, Map<Slot, List<DetailCounts>> wanted)
      throws SQLException {
    Map<Slot, DetailCounts> found = new HashMap<>();
    try (UsageStatement find = UsageStatement.prepare(connection, FIND_SUMS.formatted(table))) {
      find.numbers(wanted.keySet().stream().map(Slot::subject).toList())
          .numbers(wanted.keySet().stream().map(Slot::slot).toList())
          .listRows(
              row ->
                  found.put(
                      new Slot(row.number("subject"), row.number("slot")),
                      DetailCounts.readRow(row)));
    }
    return found;
  }

  private String upsertInto(String table) {
    if (dialect == Dialect.H2) {
      return "MERGE INTO " + table + " " + COLUMNS + " KEY (subject, slot) VALUES (?, ?, ?, ?, ?)";
    }
    return "INSERT INTO "
        + table
        + " "
        + COLUMNS
        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (subject, slot) DO UPDATE SET"
        + " routes = excluded.routes, client_versions = excluded.client_versions,"
        + " networks = excluded.networks";
  }

  private void delete(List<OpenRow> rows) throws SQLException {
    try (UsageStatement delete = UsageStatement.prepare(connection, DELETE)) {
      for (OpenRow row : rows) {
        delete
            .number(row.subject)
            .number(row.hour)
            .number(row.writer)
            .number(row.since)
            .addToBatch();
      }
      delete.updateBatch();
    }
  }
}
