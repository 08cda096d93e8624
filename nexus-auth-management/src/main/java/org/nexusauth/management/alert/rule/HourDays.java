package org.nexusauth.management.alert.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Requests by hours, a part of each day.
 *
 * @param parts the hours of each day
 */
record HourDays(List<long[]> parts) {
  private static final int DAY = 24;

  /** So many days have every day of the week twice at least. */
  private static final int TWO_WEEKS = 15;

  /** Returns whole days, counted from the end; the first one may be shorter. */
  static HourDays of(long[] hours) {
    List<long[]> days = new ArrayList<>();
    for (int to = hours.length; to > 0; to -= DAY) {
      days.add(Arrays.copyOfRange(hours, Math.max(0, to - DAY), to));
    }
    return new HourDays(days);
  }

  /**
   * Returns the last hour and those beside it, which clocks may show at other times of the year, so
   * many hours ago, twice as many, and so on.
   */
  static HourDays aroundEach(long[] hours, int step) {
    List<long[]> found = new ArrayList<>();
    for (int at = hours.length - 1 - step; at >= 1; at -= step) {
      found.add(Arrays.copyOfRange(hours, at - 1, at + 2));
    }
    return new HourDays(found);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /**
   * Returns the requests of the busiest hour that there was in two parts, or in one where not all
   * days of the week are known twice; 0 if there is none.
   */
  long usualHighest() {
    return usual(part -> Arrays.stream(part).max().orElse(0), Comparator.reverseOrder());
  }

  /** Returns the requests of the quietest hour in the same way. */
  long usualLowest() {
    return usual(part -> Arrays.stream(part).min().orElse(0), Comparator.naturalOrder());
  }

  private long usual(ToLongFunction<long[]> value, Comparator<Long> order) {
    List<Long> values = parts.stream().map(value::applyAsLong).sorted(order).toList();
    if (values.isEmpty()) {
      return 0;
    }
    if (values.size() < TWO_WEEKS) {
      return values.get(0);
    }
    return values.get(1);
  }

  long lowest() {
    return parts.stream().flatMapToLong(Arrays::stream).min().orElse(0);
  }

  long median() {
    long[] sorted = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    if (sorted.length == 0) {
      return 0;
    }
    return sorted[sorted.length / 2];
  }

  /**
   * Returns the longest number of hours without requests that there was twice, or once where not
   * all days of the week are known twice; only pauses that have ended.
   */
  static int usualLongestPause(long[] hours) {
    int longest = 0;
    int second = 0;
    int pause = 0;
    for (long requests : hours) {
      if (requests == 0) {
        pause++;
        continue;
      }
      second = Math.max(second, Math.min(pause, longest));
      longest = Math.max(longest, pause);
      pause = 0;
    }
    if (hours.length < TWO_WEEKS * DAY) {
      return longest;
    }
    return second;
  }
}
