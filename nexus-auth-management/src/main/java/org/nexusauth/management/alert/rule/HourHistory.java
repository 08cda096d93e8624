package org.nexusauth.management.alert.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageSeries;

/**
 * The habits of one key: what it did by hours in the last weeks. What has happened on one day alone
 * is no habit. Immutable.
 */
public final class HourHistory {
  /** How many hours a history has, at most. */
  public static final int HOURS = 28 * 24;

  /** A key that has done nothing yet. */
  public static final HourHistory NONE = new HourHistory(List.of());

  private static final int HOURS_A_DAY = 24;

  /** The hours that may belong to what a rule looks at. */
  private static final int RECENT = 3;

  private final int age;
  private final long usualPeak;
  private final long usualLow;
  private final int usualPause;

  private HourHistory(List<Long> requests) {
    int first = 0;
    while (first < requests.size() && requests.get(first) == 0) {
      first++;
    }
    this.age = requests.size() - first;
    int start = Math.min(first + 1, requests.size());
    int end = Math.max(start, requests.size() - RECENT);
    List<Long> known = requests.subList(start, end);
    List<Long> peaks = new ArrayList<>();
    List<Long> lows = new ArrayList<>();
    for (int to = known.size(); to > 0; to -= HOURS_A_DAY) {
      List<Long> day = known.subList(Math.max(0, to - HOURS_A_DAY), to);
      peaks.add(Collections.max(day));
      lows.add(Collections.min(day));
    }
    peaks.sort(Collections.reverseOrder());
    Collections.sort(lows);
    this.usualPeak = secondOf(peaks);
    this.usualLow = secondOf(lows);
    this.usualPause = secondPause(known);
  }

  private static long secondOf(List<Long> sorted) {
    if (sorted.isEmpty()) {
      return 0;
    }
    return sorted.get(Math.min(1, sorted.size() - 1));
  }

  private static int secondPause(List<Long> known) {
    List<Integer> pauses = new ArrayList<>(List.of(0, 0));
    int pause = 0;
    for (long requests : known) {
      pause++;
      if (requests > 0) {
        pauses.add(pause - 1);
        pause = 0;
      }
    }
    pauses.sort(Collections.reverseOrder());
    return pauses.get(1);
  }

  /** Returns the range of a history: the last 28 days by hours, up to the running hour. */
  public static UsageRange rangeAt(Instant now) {
    return UsageRange.endingAt(now, Duration.ofHours(1), HOURS);
  }

  /** Returns the history of requests by hours. */
  public static HourHistory of(UsageSeries series) {
    List<Long> sums = new ArrayList<>(Collections.nCopies(series.range().steps(), 0L));
    series
        .requests()
        .values()
        .forEach(
            numbers -> {
              for (int i = 0; i < numbers.size(); i++) {
                sums.set(i, sums.get(i) + numbers.get(i));
              }
            });
    return of(sums);
  }

  /** Returns the history of requests by hours, the running hour last. */
  public static HourHistory of(List<Long> requests) {
    return new HourHistory(requests);
  }

  /** Returns how many hours ago the first requests were; at most {@link #HOURS}. */
  public int ageInHours() {
    return age;
  }

  /** Returns the requests of the busiest hour that there was on two days; 0 where none is known. */
  public long usualPeak() {
    return usualPeak;
  }

  /** Returns the requests of the quietest hour that there was on two days; 0 for a pause. */
  public long usualLow() {
    return usualLow;
  }

  /** Returns how many hours in a row there were no requests, twice at least. */
  public int usualPause() {
    return usualPause;
  }
}
