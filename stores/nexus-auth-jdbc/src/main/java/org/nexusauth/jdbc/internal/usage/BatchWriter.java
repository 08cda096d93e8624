package org.nexusauth.jdbc.internal.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.event.Outcome;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.usage.DetailTables.OpenDetail;
import org.nexusauth.jdbc.internal.usage.DetailTables.SubjectHour;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageScope;

/**
 * Writes batches. Remembers which subjects have numbers, and what this writer has in its rows of
 * details: they are replaced, not read. Used by one thread.
 */
final class BatchWriter {
  private static final int MAX_SUBJECTS = 50_000;
  private static final int MAX_DETAILS = 200_000;

  private final Dialect dialect;
  private final JdbcUsageStore.UsageClock clock;
  private final LruMap<UsageScope, KnownSubject> subjects = new LruMap<>();
  private final LruMap<SubjectHour, OpenDetail> details = new LruMap<>();
  private int detailCount;

  BatchWriter(Dialect dialect, JdbcUsageStore.UsageClock clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  /** The number of a subject, and a day from which on it is kept for long enough. */
  private record KnownSubject(long id, long day) {}

  /** The entry that was used longest ago comes first. */
  private static final class LruMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    LruMap() {
      super(16, 0.75f, true);
    }
  }

  /** What a transaction has written, to be remembered when it is committed. */
  private record Written(
      Map<UsageScope, KnownSubject> subjects, Map<SubjectHour, OpenDetail> details) {}

  /** Writes a batch and commits it, unless it was written before. */
  void write(Connection connection, UsageBatch batch) throws SQLException {
    boolean remembers = false;
    try {
      Written written = writeRows(connection, batch);
      connection.commit();
      if (written != null) {
        remember(written);
        remembers = true;
      }
    } finally {
      if (!remembers) { // It is unknown what of the last attempt is in the database.
        subjects.clear();
        details.clear();
        detailCount = 0;
      }
    }
  }

  private void remember(Written written) {
    subjects.putAll(written.subjects);
    removeOldest(subjects, subjects.size() - MAX_SUBJECTS);
    written.details.forEach(
        (row, detail) -> {
          OpenDetail before = details.put(row, detail);
          detailCount += detail.counts().size() - (before == null ? 0 : before.counts().size());
        });
    var oldest = details.entrySet().iterator();
    while (detailCount > MAX_DETAILS && oldest.hasNext()) {
      detailCount -= oldest.next().getValue().counts().size();
      oldest.remove();
    }
  }

  private static void removeOldest(LruMap<?, ?> map, int number) {
    var oldest = map.entrySet().iterator();
    for (int i = 0; i < number; i++) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Returns null if the batch was written before. */
  private @Nullable Written writeRows(Connection connection, UsageBatch batch) throws SQLException {
    dialect.beginWriting(connection);
    long closedTo = new ClosedHours(connection, dialect).readLocked();
    Instant now = clock.now(connection);
    long writer = new WriterTable(connection).register(batch, now);
    if (writer == WriterTable.WRITTEN_BEFORE) {
      return null;
    }
    Map<UsageScope, KnownSubject> known = numberSubjects(connection, batch, now);
    Numbered numbered = new Numbered(writer, known);
    writeCounts(connection, batch, closedTo, numbered);
    Map<SubjectHour, OpenDetail> open = writeDetails(connection, batch, numbered);
    new DenialTable(connection).insert(batch.denials(), numbered::idOf);
    return new Written(known, open);
  }

  private record Numbered(long writer, Map<UsageScope, KnownSubject> subjects) {
    long idOf(UsageScope scope) {
      KnownSubject known = subjects.get(scope);
      if (known == null) {
        throw new IllegalStateException("a subject of the batch has no number");
      }
      return known.id;
    }
  }

  static List<UsageScope> scopesOf(KeyId key) {
    return List.of(
        UsageScope.key(key),
        UsageScope.integration(key.organizationId(), key.integrationId()),
        UsageScope.organization(key.organizationId()));
  }

  /** Subjects are noted once a day, so that those without requests can be removed some day. */
  private Map<UsageScope, KnownSubject> numberSubjects(
      Connection connection, UsageBatch batch, Instant now) throws SQLException {
    Set<KeyId> keys = new HashSet<>();
    long day = SlotUnit.DAY.slotAt(now);
    for (KeyMinute minute : batch.minutes()) {
      keys.add(minute.key());
      day = Math.max(day, SlotUnit.DAY.slotAt(minute.minute()));
    }
    batch.denials().stream().map(DeniedRequest::key).forEach(keys::add);
    Map<UsageScope, KnownSubject> numbered = new HashMap<>();
    Set<UsageScope> stale = new HashSet<>();
    for (KeyId key : keys) {
      for (UsageScope scope : scopesOf(key)) {
        KnownSubject known = subjects.get(scope);
        if (known != null && known.day >= day) {
          numbered.put(scope, known);
        } else {
          stale.add(scope);
        }
      }
    }
    if (!stale.isEmpty()) {
      long noted = day;
      new SubjectTable(connection)
          .findOrCreate(dialect, stale, day)
          .forEach((scope, id) -> numbered.put(scope, new KnownSubject(id, noted)));
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
      for (UsageScope scope : scopesOf(minute.key())) {
        long subject = numbered.idOf(scope);
        add(late ? lateMinutes : minutes, subject, minute, SlotUnit.MINUTE);
        if (late) {
          add(hours, subject, minute, SlotUnit.HOUR);
          add(days, subject, minute, SlotUnit.DAY);
        }
      }
    }
    minutes.writeMinutes(connection, dialect, new CountRows.MinuteOrigin(numbered.writer, false));
    lateMinutes.writeMinutes(
        connection, dialect, new CountRows.MinuteOrigin(numbered.writer, true));
    hours.write(connection, dialect, SlotUnit.HOUR);
    days.write(connection, dialect, SlotUnit.DAY);
  }

  private static void add(CountRows rows, long subject, KeyMinute minute, SlotUnit unit) {
    long slot = unit.slotAt(minute.minute());
    for (Map.Entry<Outcome, Long> entry : minute.outcomes().entrySet()) {
      rows.add(subject, slot, entry.getKey().code(), entry.getValue());
    }
  }

  private Map<SubjectHour, OpenDetail> writeDetails(
      Connection connection, UsageBatch batch, Numbered numbered) throws SQLException {
    Map<SubjectHour, DetailCounts> counted = sumDetails(batch.minutes(), numbered);
    Map<SubjectHour, OpenDetail> known = new LinkedHashMap<>();
    counted.forEach(
        (row, counts) -> {
          OpenDetail open = details.get(row);
          if (open != null) {
            DetailCounts sum = DetailCounts.copyOf(open.counts());
            sum.addAll(counts);
            known.put(row, new OpenDetail(open.since(), sum));
          }
        });
    DetailTables tables = new DetailTables(connection, dialect, numbered.writer);
    known.keySet().retainAll(tables.update(known));
    Map<SubjectHour, OpenDetail> fresh = new LinkedHashMap<>();
    counted.forEach(
        (row, counts) -> {
          if (!known.containsKey(row)) {
            fresh.put(row, new OpenDetail(batch.number(), counts));
          }
        });
    tables.insert(fresh);
    known.putAll(fresh);
    return known;
  }

  private static Map<SubjectHour, DetailCounts> sumDetails(
      Collection<KeyMinute> minutes, Numbered numbered) {
    Map<SubjectHour, DetailCounts> counted = new LinkedHashMap<>();
    for (KeyMinute minute : minutes) {
      if (minute.details().isEmpty()) {
        continue;
      }
      long hour = SlotUnit.HOUR.slotAt(minute.minute());
      for (UsageScope scope : scopesOf(minute.key())) {
        DetailCounts sum =
            counted.computeIfAbsent(
                new SubjectHour(numbered.idOf(scope), hour), row -> new DetailCounts());
        for (Map.Entry<UsageDetail, RequestCounts> one : minute.details().entrySet()) {
          sum.add(one.getKey().kind(), one.getKey().value(), one.getValue());
        }
      }
    }
    return counted;
  }
}
