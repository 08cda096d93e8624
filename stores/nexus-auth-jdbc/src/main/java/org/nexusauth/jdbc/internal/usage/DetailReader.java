package org.nexusauth.jdbc.internal.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.usage.table.DetailCounts;
import org.nexusauth.jdbc.internal.usage.table.SlotUnit;
import org.nexusauth.jdbc.internal.usage.table.SubjectTable;
import org.nexusauth.jdbc.internal.usage.table.UsageState;
import org.nexusauth.jdbc.internal.usage.table.UsageStatement;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;

/** Reads requests by a detail, in a transaction whose reads see one state. */
final class DetailReader {
  private static final String OPEN = "nexus_auth_usage_detail";
  private static final String HOURS = "nexus_auth_usage_hour_detail";
  private static final String DAYS = "nexus_auth_usage_day_detail";

  private static final String READ =
      "SELECT slot, %s AS counts FROM %s WHERE subject = ? AND slot >= ? AND slot < ?";

  private static final Comparator<DetailCount> BY_REQUESTS =
      Comparator.<DetailCount>comparingLong(one -> one.counts().requests())
          .reversed()
          .thenComparing(DetailCount::value);

  private final Connection connection;
  private final UsageDetail.Kind kind;
  private final Map<String, DetailCount> sums = new HashMap<>();

  DetailReader(Connection connection, UsageDetail.Kind kind) {
    this.connection = connection;
    this.kind = kind;
  }

  /**
   * Reads the values with the most requests. Rows of days and of hours have all that open rows had
   * before, so these are added to either.
   */
  List<DetailCount> readMost(UsageScope scope, UsageRange range, int max) throws SQLException {
    Long subject = new SubjectTable(connection).findNumbers(List.of(scope)).get(scope);
    if (subject == null) {
      return List.of();
    }
    long from = SlotUnit.HOUR.slotAt(range.from());
    long to = SlotUnit.HOUR.firstSlotFrom(range.to());
    long hours = to; // What is before is read by days.
    if (range.step().toMinutes() < SlotUnit.DAY.minutes()) {
      hours = Math.max(from, Math.min(to, UsageState.readState(connection).hoursFrom()));
    }
    addRows(DAYS, SlotUnit.DAY, subject, firstDay(from), firstDay(hours));
    addRows(HOURS, SlotUnit.HOUR, subject, hours, to);
    addRows(OPEN, SlotUnit.HOUR, subject, from, to);
    return sums.values().stream().sorted(BY_REQUESTS).limit(Math.max(0, max)).toList();
  }

  private static long firstDay(long hour) {
    return SlotUnit.DAY.firstSlotFrom(SlotUnit.HOUR.startOf(hour));
  }

  private void addRows(String table, SlotUnit unit, long subject, long from, long to)
      throws SQLException {
    if (from >= to) {
      return;
    }
    String sql = READ.formatted(DetailCounts.columnOf(kind), table);
    try (UsageStatement statement = UsageStatement.prepare(connection, sql)) {
      statement.number(subject).number(from).number(to).listRows(row -> addRow(row, unit));
    }
  }

  private Instant addRow(ResultRow row, SlotUnit unit) throws SQLException {
    Instant start = unit.startOf(row.number("slot"));
    DetailCounts.parseJson(row.text("counts"))
        .forEach(
            (value, counts) ->
                sums.merge(value, new DetailCount(value, counts, start), DetailReader::addUp));
    return start;
  }

  private static DetailCount addUp(DetailCount one, DetailCount other) {
    RequestCounts counts = one.counts().plus(other.counts());
    Instant first = Collections.min(List.of(one.firstAt(), other.firstAt()));
    return new DetailCount(one.value(), counts, first);
  }
}
