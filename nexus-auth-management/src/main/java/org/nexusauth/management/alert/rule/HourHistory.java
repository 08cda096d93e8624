package org.nexusauth.management.alert.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageSeries;

/**
 * The habits of one key in the last weeks, computed of its requests by hours. What there was on one
 * day alone is no habit, unless the key is younger than two weeks. It belongs to the hour that it
 * was read in. Immutable.
 *
 * @param ageInHours how many hours ago the first requests were, at most {@link #HOURS}
 * @param averageHour the requests of an hour on average
 * @param usualPeak the requests of the busiest hour that there was on two days; 0 where none is
 *     known
 * @param usualLow the requests of the quietest hour that there was on two days
 * @param usualPause how many hours in a row there were no requests, twice at least
 * @param busyHour the requests of this hour of the day on two days that were busier in it than most
 *     days; 0 if there were none
 * @param missingShare which share of this hour's usual requests was missing in it in an earlier
 *     week, 0 to 1
 */
public record HourHistory(
    int ageInHours,
    double averageHour,
    long usualPeak,
    long usualLow,
    int usualPause,
    long busyHour,
    double missingShare) {
  /** How many hours a history has, at most. */
  public static final int HOURS = 28 * 24;

  /** The habits of a key that has none yet. */
  public static final HourHistory NONE = new HourHistory(0, 0, 0, 0, 0, 0, 0);

  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;

  /** The last hours may belong to what a rule looks at: so many, and a third of a young key's. */
  private static final int RECENT = 12;

  /** From when on an hour is busier than the same hour of other days. */
  private static final double BUSY = 1.3;

  /** Returns the range of a history: the last 28 days by hours, up to the running hour. */
  public static UsageRange rangeAt(Instant now) {
    return UsageRange.endingAt(now, Duration.ofHours(1), HOURS);
  }

  /** Returns the habits that a series of {@link #rangeAt} shows. */
  public static HourHistory fromSeries(UsageSeries series) {
    long[] sums = new long[series.range().steps()];
    for (List<Long> numbers : series.requests().values()) {
      for (int i = 0; i < numbers.size(); i++) {
        sums[i] += numbers.get(i);
      }
    }
    return ofHours(sums);
  }

  /** Returns the habits that requests by hours show, the running hour last. */
  public static HourHistory ofHours(long[] requests) {
    int first = 0;
    while (first < requests.length && requests[first] == 0) {
      first++;
    }
    int age = requests.length - first;
    double average = (double) Arrays.stream(requests).sum() / Math.max(1, age);
    int recent = Math.min(RECENT, (age + 2) / 3);
    if (age <= recent + 1) {
      return new HourHistory(age, average, 0, 0, 0, 0, 0);
    }
    // The first hour is not a whole one.
    long[] known = Arrays.copyOfRange(requests, first + 1, requests.length);
    long[] earlier = Arrays.copyOf(known, known.length - recent);
    HourDays days = HourDays.of(earlier);
    HourDays fromFirst = HourDays.of(Arrays.copyOfRange(requests, first, requests.length - recent));
    HourDays sameHour = HourDays.aroundEach(known, DAY);
    long usual = sameHour.median();
    long busiest = sameHour.usualHighest();
    return new HourHistory(
        age,
        average,
        fromFirst.usualHighest(),
        days.usualLowest(),
        HourDays.usualLongestPause(earlier),
        busiest > BUSY * usual ? busiest : 0,
        missingShare(HourDays.aroundEach(known, WEEK), usual));
  }

  private static double missingShare(HourDays weeks, long usual) {
    if (usual == 0 || weeks.isEmpty()) {
      return 0;
    }
    return Math.max(0, 1 - (double) weeks.lowest() / usual);
  }
}
