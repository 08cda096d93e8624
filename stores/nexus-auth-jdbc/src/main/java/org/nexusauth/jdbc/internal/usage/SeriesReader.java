package org.nexusauth.jdbc.internal.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.nexusauth.event.Outcome;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.usage.table.SlotUnit;
import org.nexusauth.jdbc.internal.usage.table.SubjectTable;
import org.nexusauth.jdbc.internal.usage.table.UsageState;
import org.nexusauth.jdbc.internal.usage.table.UsageStatement;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;

/** Reads requests by outcome, in a transaction whose reads see one state. */
final class SeriesReader {
  private static final long MINUTES_AN_HOUR = SlotUnit.HOUR.minutes();

  private static final String READ =
      "SELECT subject, (slot * ? - ?) / ? AS step, outcome,"
          + " CAST(SUM(requests) AS BIGINT) AS requests FROM %s"
          + " WHERE subject = ANY(CAST(? AS INTEGER ARRAY)) AND slot >= ? AND slot < ?%s"
          + " GROUP BY subject, step, outcome";

  private static final String READ_MINUTES =
      "SELECT minutes.subject, minutes.slot, minutes.outcome,"
          + " CAST(SUM(minutes.requests) AS BIGINT) AS requests,"
          + " subject.organization_id, subject.integration_id, subject.key_id"
          + " FROM nexus_auth_usage_minute minutes"
          + " JOIN nexus_auth_usage_subject subject ON subject.id = minutes.subject"
          + " WHERE minutes.slot >= ? AND minutes.slot < ? AND subject.key_id IS NOT NULL"
          + " GROUP BY minutes.subject, minutes.slot, minutes.outcome, subject.organization_id,"
          + " subject.integration_id, subject.key_id";

  /**
   * A row of a sum.
   *
   * @param time the step or the slot
   */
  private record Count(long subject, long time, String outcome, long requests) {
    static Count readRow(ResultRow row, String timeColumn) throws SQLException {
      return new Count(
          row.number("subject"),
          row.number(timeColumn),
          row.text("outcome"),
          row.number("requests"));
    }
  }

  private final Connection connection;

  SeriesReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * The rows that are read of a table, in minutes since 1970.
   *
   * @param condition more that rows must be, or empty
   */
  private record Segment(SlotUnit unit, long from, long to, String condition) {}

  /** Reads the series of all that have requests. */
  Map<UsageScope, UsageSeries> readSeries(Collection<UsageScope> scopes, UsageRange range)
      throws SQLException {
    Map<UsageScope, Long> numbers = new SubjectTable(connection).findNumbers(scopes);
    Map<Long, Map<Outcome, long[]>> requests = new HashMap<>();
    if (!numbers.isEmpty()) {
      for (Segment segment : segmentsOf(range, UsageState.readState(connection))) {
        addSegment(segment, range, numbers.values(), requests);
      }
    }
    Map<UsageScope, UsageSeries> series = new LinkedHashMap<>();
    numbers.forEach(
        (scope, number) ->
            series.put(scope, toSeries(range, requests.getOrDefault(number, Map.of()))));
    return series;
  }

  private static UsageSeries toSeries(UsageRange range, Map<Outcome, long[]> requests) {
    Map<Outcome, List<Long>> lists = new HashMap<>();
    requests.forEach(
        (outcome, numbers) -> lists.put(outcome, LongStream.of(numbers).boxed().toList()));
    return new UsageSeries(range, lists);
  }

  /**
   * Returns what adds up to the requests of a range. Rows of days have all requests of hours that
   * are rolled up, and the late ones; rows of hours are complete once they are rolled up.
   */
  private static List<Segment> segmentsOf(UsageRange range, UsageState state) {
    long from = SlotUnit.MINUTE.slotAt(range.from());
    long to = SlotUnit.MINUTE.slotAt(range.to());
    long step = range.step().toMinutes();
    long rolled = state.rolledTo() * MINUTES_AN_HOUR;
    if (step >= SlotUnit.DAY.minutes()) {
      return List.of(
          new Segment(SlotUnit.DAY, from, to, ""),
          new Segment(SlotUnit.MINUTE, Math.max(from, rolled), to, " AND NOT late"));
    }
    long hours = state.hoursFrom() * MINUTES_AN_HOUR;
    long minutes = rolled;
    if (step < MINUTES_AN_HOUR) {
      minutes = state.minutesFrom() * MINUTES_AN_HOUR;
    }
    return List.of(
        new Segment(SlotUnit.DAY, from, Math.min(to, hours), ""),
        new Segment(SlotUnit.HOUR, Math.max(from, hours), Math.min(to, minutes), ""),
        new Segment(SlotUnit.MINUTE, Math.max(from, Math.max(hours, minutes)), to, ""));
  }

  private void addSegment(
      Segment segment,
      UsageRange range,
      Collection<Long> subjects,
      Map<Long, Map<Outcome, long[]>> requests)
      throws SQLException {
    long minutes = segment.unit.minutes();
    long first = -Math.floorDiv(-segment.from, minutes);
    long end = -Math.floorDiv(-segment.to, minutes);
    if (first >= end) {
      return;
    }
    String sql = READ.formatted(segment.unit.table(), segment.condition);
    List<Count> counts;
    try (UsageStatement statement = UsageStatement.prepare(connection, sql)) {
      counts =
          statement
              .number(minutes)
              .number(SlotUnit.MINUTE.slotAt(range.from()))
              .number(range.step().toMinutes())
              .numbers(subjects)
              .number(first)
              .number(end)
              .listRows(row -> Count.readRow(row, "step"));
    }
    for (Count count : counts) {
      Optional<Outcome> outcome = Outcome.find(count.outcome);
      if (outcome.isPresent()) { // Else it is one of a later version.
        requests.computeIfAbsent(count.subject, one -> new HashMap<>())
                .computeIfAbsent(outcome.get(), one -> new long[range.steps()])[
                Math.toIntExact(count.time)] +=
            count.requests;
      }
    }
  }

  /** Reads what keys did from a minute on and before another one. */
  List<KeyMinute> readMinutes(Instant from, Instant to) throws SQLException {
    Map<KeyId, Map<Long, Map<Outcome, Long>>> all = new LinkedHashMap<>();
    try (UsageStatement statement = UsageStatement.prepare(connection, READ_MINUTES)) {
      statement
          .number(SlotUnit.MINUTE.firstSlotFrom(from))
          .number(SlotUnit.MINUTE.firstSlotFrom(to))
          .listRows(
              row -> {
                KeyId key =
                    new KeyId(
                        row.text("organization_id"),
                        row.text("integration_id"),
                        row.text("key_id"));
                Count count = Count.readRow(row, "slot");
                Outcome.find(count.outcome)
                    .ifPresent(
                        outcome ->
                            all.computeIfAbsent(key, one -> new LinkedHashMap<>())
                                .computeIfAbsent(count.time, one -> new HashMap<>())
                                .merge(outcome, count.requests, Long::sum));
                return key;
              });
    }
    List<KeyMinute> minutes = new ArrayList<>();
    all.forEach(
        (key, slots) ->
            slots.forEach(
                (slot, outcomes) ->
                    minutes.add(
                        new KeyMinute(key, SlotUnit.MINUTE.startOf(slot), outcomes, Map.of()))));
    return minutes;
  }
}
