package org.nexusauth.jdbc.internal.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.nexusauth.event.Outcome;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.usage.WriterMemory.KnownSubject;
import org.nexusauth.jdbc.internal.usage.WriterMemory.Written;
import org.nexusauth.jdbc.internal.usage.table.ClosedHours;
import org.nexusauth.jdbc.internal.usage.table.CountRows;
import org.nexusauth.jdbc.internal.usage.table.DenialTable;
import org.nexusauth.jdbc.internal.usage.table.DetailCounts;
import org.nexusauth.jdbc.internal.usage.table.OpenDetailTable;
import org.nexusauth.jdbc.internal.usage.table.OpenDetailTable.OpenDetail;
import org.nexusauth.jdbc.internal.usage.table.OpenDetailTable.SubjectHour;
import org.nexusauth.jdbc.internal.usage.table.SlotUnit;
import org.nexusauth.jdbc.internal.usage.table.SubjectTable;
import org.nexusauth.jdbc.internal.usage.table.WriterTable;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageScope;

/** Writes batches, each in one transaction. Used by one thread. */
final class BatchWriter {
  private final Dialect dialect;
  private final JdbcUsageStore.UsageClock clock;
  private final WriterMemory memory = new WriterMemory();

  BatchWriter(Dialect dialect, JdbcUsageStore.UsageClock clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  /** Writes a batch and commits it, unless it was written before. */
  void writeBatch(Connection connection, UsageBatch batch) throws SQLException {
    Optional<Written> written = Optional.empty();
    boolean committed = false;
    try {
      written = writeRows(connection, batch);
      connection.commit();
      committed = true;
    } finally {
      if (committed && written.isPresent()) {
        memory.remember(written.get());
      } else { // It is unknown what of an earlier attempt is in the database.
        memory.forgetAll();
      }
    }
  }

  /** Returns what was written; empty if the batch was written before. */
  private Optional<Written> writeRows(Connection connection, UsageBatch batch) throws SQLException {
    dialect.beginWriting(connection);
    long closedTo = new ClosedHours(connection, dialect).readLockedEnd();
    Instant now = clock.now(connection);
    long writer = new WriterTable(connection).noteBatch(batch, now);
    if (writer == WriterTable.WRITTEN_BEFORE) {
      return Optional.empty();
    }
    Numbered numbered = new Numbered(writer, numberSubjects(connection, batch, now));
    writeCounts(connection, batch, closedTo, numbered);
    Map<SubjectHour, OpenDetail> details = writeDetails(connection, batch, numbered);
    new DenialTable(connection).insertAll(batch.denials(), numbered::idOf);
    return Optional.of(new Written(numbered.subjects, details));
  }

  /** The numbers of a batch's writer and subjects. */
  private record Numbered(long writer, Map<UsageScope, KnownSubject> subjects) {
    long idOf(UsageScope scope) {
      KnownSubject known = subjects.get(scope);
      if (known == null) {
        throw new IllegalStateException("a subject of the batch has no number");
      }
      return known.id();
    }
  }

  /** Subjects are noted once a day, so that those without requests can be removed some day. */
  private Map<UsageScope, KnownSubject> numberSubjects(
      Connection connection, UsageBatch batch, Instant now) throws SQLException {
    long day =
        Stream.concat(Stream.of(now), batch.minutes().stream().map(KeyMinute::minute))
            .mapToLong(SlotUnit.DAY::slotAt)
            .max()
            .orElseThrow();
    Map<UsageScope, KnownSubject> numbered = new HashMap<>();
    Set<UsageScope> missing = new HashSet<>();
    Stream.concat(
            batch.minutes().stream().map(KeyMinute::key),
            batch.denials().stream().map(DeniedRequest::key))
        .distinct()
        .flatMap(key -> SubjectTable.scopesOf(key).stream())
        .forEach(
            scope ->
                memory
                    .findSubject(scope, day)
                    .ifPresentOrElse(
                        known -> numbered.put(scope, known), () -> missing.add(scope)));
    if (!missing.isEmpty()) {
      new SubjectTable(connection)
          .findOrCreate(dialect, missing, day)
          .forEach((scope, id) -> numbered.put(scope, new KnownSubject(id, day)));
    }
    return numbered;
  }

  private void writeCounts(
      Connection connection, UsageBatch batch, long closedTo, Numbered numbered)
      throws SQLException {
    CountRows minutes = new CountRows();
    CountRows lateMinutes = new CountRows();
    CountRows hours = new CountRows();
    CountRows days = new CountRows();
    for (KeyMinute minute : batch.minutes()) {
      boolean late = SlotUnit.HOUR.slotAt(minute.minute()) < closedTo;
      for (UsageScope scope : SubjectTable.scopesOf(minute.key())) {
        long subject = numbered.idOf(scope);
        if (late) {
          addRequests(lateMinutes, subject, minute, SlotUnit.MINUTE);
          addRequests(hours, subject, minute, SlotUnit.HOUR);
          addRequests(days, subject, minute, SlotUnit.DAY);
        } else {
          addRequests(minutes, subject, minute, SlotUnit.MINUTE);
        }
      }
    }
    long writer = numbered.writer;
    minutes.writeMinutes(connection, dialect, new CountRows.MinuteOrigin(writer, false));
    lateMinutes.writeMinutes(connection, dialect, new CountRows.MinuteOrigin(writer, true));
    hours.writeSlots(connection, dialect, SlotUnit.HOUR);
    days.writeSlots(connection, dialect, SlotUnit.DAY);
  }

  private static void addRequests(CountRows rows, long subject, KeyMinute minute, SlotUnit unit) {
    long slot = unit.slotAt(minute.minute());
    for (Map.Entry<Outcome, Long> entry : minute.outcomes().entrySet()) {
      rows.addRequests(subject, slot, entry.getKey().code(), entry.getValue());
    }
  }

  /** Rows that were rolled up since, or are not remembered, get another row beside them. */
  private Map<SubjectHour, OpenDetail> writeDetails(
      Connection connection, UsageBatch batch, Numbered numbered) throws SQLException {
    Map<SubjectHour, DetailCounts> counted = sumDetails(batch, numbered);
    Map<SubjectHour, OpenDetail> written = new LinkedHashMap<>();
    counted.forEach(
        (row, counts) ->
            memory.findDetail(row).ifPresent(known -> written.put(row, known.plus(counts))));
    OpenDetailTable table = new OpenDetailTable(connection, dialect, numbered.writer);
    written.keySet().retainAll(table.replaceRows(written));
    Map<SubjectHour, OpenDetail> added = new LinkedHashMap<>();
    counted.forEach(
        (row, counts) -> {
          if (!written.containsKey(row)) {
            added.put(row, new OpenDetail(batch.number(), counts));
          }
        });
    table.insertRows(added);
    written.putAll(added);
    return written;
  }

  private static Map<SubjectHour, DetailCounts> sumDetails(UsageBatch batch, Numbered numbered) {
    Map<SubjectHour, DetailCounts> counted = new LinkedHashMap<>();
    for (KeyMinute minute : batch.minutes()) {
      if (minute.details().isEmpty()) {
        continue;
      }
      long hour = SlotUnit.HOUR.slotAt(minute.minute());
      for (UsageScope scope : SubjectTable.scopesOf(minute.key())) {
        DetailCounts sum =
            counted.computeIfAbsent(
                new SubjectHour(numbered.idOf(scope), hour), row -> new DetailCounts());
        minute
            .details()
            .forEach((detail, counts) -> sum.addRequests(detail.kind(), detail.value(), counts));
      }
    }
    return counted;
  }
}
