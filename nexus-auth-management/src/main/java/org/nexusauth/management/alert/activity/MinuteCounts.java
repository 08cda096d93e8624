package org.nexusauth.management.alert.activity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.OutcomeGroup;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageReader;

/** The requests of all keys in an hour at most, by minutes and groups. Not thread-safe. */
final class MinuteCounts {
  /** How many minutes are read at most. */
  static final int MAX_MINUTES = 60;

  private final long from;
  private final int minutes;
  private final Map<KeyId, int[] @Nullable []> counts = new HashMap<>();

  private MinuteCounts(long from, int minutes) {
    this.from = from;
    this.minutes = minutes;
  }

  /**
   * Reads minutes.
   *
   * @param from the first minute since 1970
   * @param to the end, exclusive
   */
  static MinuteCounts readBetween(UsageReader reader, long from, long to) {
    MinuteCounts read = new MinuteCounts(from, (int) (to - from));
    reader.readMinutes(startOf(from), startOf(to), read::addPart);
    return read;
  }

  private static Instant startOf(long minute) {
    return Instant.ofEpochSecond(minute * 60);
  }

  private void addPart(KeyMinute part) {
    int place = (int) (part.minute().getEpochSecond() / 60 - from);
    if (place < 0 || place >= minutes) {
      return;
    }
    int[] @Nullable [] rows = counts.computeIfAbsent(part.key(), key -> new int[minutes][]);
    int[] row = rows[place];
    if (row == null) {
      row = new int[OutcomeGroup.size()];
      rows[place] = row;
    }
    int[] sums = row;
    part.outcomes()
        .forEach(
            (outcome, requests) -> {
              int group = OutcomeGroup.of(outcome).place();
              sums[group] = (int) Math.min(Integer.MAX_VALUE, sums[group] + requests);
            });
  }

  /** Returns the keys with requests, each with its counts by minute and group. */
  Map<KeyId, int[] @Nullable []> byKey() {
    return counts;
  }

  /** Returns how many keys had requests in a minute. */
  int keysIn(long minute) {
    int place = (int) (minute - from);
    return (int) counts.values().stream().filter(rows -> rows[place] != null).count();
  }

  /** Returns the requests of a key in a minute by group; null for none. */
  int @Nullable [] countsOf(KeyId key, long minute) {
    int[] @Nullable [] rows = counts.get(key);
    if (rows == null) {
      return null;
    }
    return rows[(int) (minute - from)];
  }
}
