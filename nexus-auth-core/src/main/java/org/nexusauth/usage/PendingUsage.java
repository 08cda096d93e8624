package org.nexusauth.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.event.Outcome;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageDetail;

/**
 * What is counted and not yet in a batch, added up by key and minute, the oldest first; bounded, as
 * the store may be away for long. Used by one thread at a time.
 */
final class PendingUsage {
  /** How many rows are kept: one for each outcome and each detail of a key and minute. */
  static final int MAX_ROWS = 200_000;

  private final Map<MinuteId, Counts> minutes = new LinkedHashMap<>();
  private final int maxRows;
  private long rows;

  PendingUsage(int maxRows) {
    this.maxRows = maxRows;
  }

  /** A key and a minute. */
  private record MinuteId(KeyId key, Instant minute) {}

  /** What the key did in the minute. */
  private record Counts(Map<Outcome, Long> outcomes, Map<UsageDetail, RequestCounts> details) {
    Counts() {
      this(new HashMap<>(), new HashMap<>());
    }

    int rows() {
      return outcomes.size() + details.size();
    }

    void add(KeyMinute added) {
      added.outcomes().forEach((outcome, number) -> outcomes.merge(outcome, number, Long::sum));
      added.details().forEach((detail, c) -> details.merge(detail, c, RequestCounts::plus));
    }
  }

  boolean isEmpty() {
    return minutes.isEmpty();
  }

  long rows() {
    return rows;
  }

  /** Adds what keys did; returns how many requests had no room. */
  long addAll(List<KeyMinute> counted) {
    long dropped = 0;
    for (KeyMinute one : counted) {
      MinuteId id = new MinuteId(one.key(), one.minute());
      if (rows >= maxRows && !minutes.containsKey(id)) {
        dropped += one.outcomes().values().stream().mapToLong(Long::longValue).sum();
      } else {
        Counts counts = minutes.computeIfAbsent(id, unknown -> new Counts());
        int before = counts.rows();
        counts.add(one);
        rows += counts.rows() - before;
      }
    }
    return dropped;
  }

  /** Takes at most so many keys and minutes out, the oldest first. */
  List<KeyMinute> take(int max) {
    List<KeyMinute> taken = new ArrayList<>();
    Iterator<Map.Entry<MinuteId, Counts>> entries = minutes.entrySet().iterator();
    while (entries.hasNext() && taken.size() < max) {
      Map.Entry<MinuteId, Counts> entry = entries.next();
      Counts counts = entry.getValue();
      taken.add(
          new KeyMinute(
              entry.getKey().key(), entry.getKey().minute(), counts.outcomes(), counts.details()));
      rows -= counts.rows();
      entries.remove();
    }
    return taken;
  }
}
