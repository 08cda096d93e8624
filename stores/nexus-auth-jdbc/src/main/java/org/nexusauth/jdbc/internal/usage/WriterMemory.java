package org.nexusauth.jdbc.internal.usage;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.jdbc.internal.usage.table.OpenDetailTable.OpenDetail;
import org.nexusauth.jdbc.internal.usage.table.OpenDetailTable.SubjectHour;
import org.nexusauth.usage.store.UsageScope;

/**
 * What a writer remembers of its committed batches: the numbers of subjects, and what it has in its
 * rows of details, which are replaced and not read. Bounded. Used by one thread.
 */
final class WriterMemory {
  private static final int MAX_SUBJECTS = 50_000;
  private static final int MAX_DETAILS = 200_000;

  private final LruMap<UsageScope, KnownSubject> subjects = new LruMap<>();
  private final LruMap<SubjectHour, OpenDetail> details = new LruMap<>();
  private int detailCount;

  /**
   * A subject with a number.
   *
   * @param id the number
   * @param day the last day that is noted in its row, which is kept for longer
   */
  record KnownSubject(long id, long day) {}

  /** What a transaction has written. */
  record Written(Map<UsageScope, KnownSubject> subjects, Map<SubjectHour, OpenDetail> details) {}

  /** The entry that was used longest ago comes first. */
  private static final class LruMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    LruMap() {
      super(16, 0.75f, true);
    }
  }

  /** Returns a subject that is noted for a day; else it is to be noted again. */
  Optional<KnownSubject> findSubject(UsageScope scope, long day) {
    return Optional.ofNullable(subjects.get(scope)).filter(known -> known.day >= day);
  }

  Optional<OpenDetail> findDetail(SubjectHour row) {
    return Optional.ofNullable(details.get(row));
  }

  /** Remembers what is committed, in place of what was least used. */
  void remember(Written written) {
    subjects.putAll(written.subjects);
    Iterator<UsageScope> leastUsed = subjects.keySet().iterator();
    while (subjects.size() > MAX_SUBJECTS) {
      leastUsed.next();
      leastUsed.remove();
    }
    written.details.forEach(this::rememberDetail);
    Iterator<OpenDetail> leastWritten = details.values().iterator();
    while (detailCount > MAX_DETAILS) {
      detailCount -= leastWritten.next().counts().size();
      leastWritten.remove();
    }
  }

  private void rememberDetail(SubjectHour row, OpenDetail detail) {
    OpenDetail before = details.put(row, detail);
    detailCount += detail.counts().size();
    if (before != null) {
      detailCount -= before.counts().size();
    }
  }

  void forgetAll() {
    subjects.clear();
    details.clear();
    detailCount = 0;
  }
}
