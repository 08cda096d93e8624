package org.nexusauth.management.alert.rule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a key makes a minute, against its own past.
 *
 * @param current the average of the last few minutes
 * @param usual what it is compared with: the average before
 * @param variation the deviation as a share of the average, where there were requests in nearly
 *     every minute; else infinite
 * @param knownMinutes how many minutes it is computed of
 * @param recentPeak the highest average of a few minutes in the last two days, without the last six
 *     hours
 * @param pauses the key's pauses
 * @param change the change that lasts; null for none
 */
public record TrafficLevel(
    double current,
    double usual,
    double variation,
    int knownMinutes,
    double recentPeak,
    Pauses pauses,
    @Nullable LevelChange change) {

  /** From here on a key has requests now and then, or more in some hours than in others. */
  private static final double EVEN = 0.35;

  /** Returns whether there are requests in nearly every minute, in some more than in others. */
  public boolean isSteady() {
    return variation < 1;
  }

  /** Returns whether there is about the same number of requests in every minute. */
  public boolean isEven() {
    return variation < EVEN;
  }

  /**
   * That the traffic is not what it was.
   *
   * @param up whether it is more
   * @param since when that was found
   */
  public record LevelChange(boolean up, Instant since) {}

  /**
   * Minutes without requests.
   *
   * @param longest the longest pause in the last two days that has ended
   * @param current the time since the last minute with requests, as far as all requests are known;
   *     without minutes in which nearly no key had requests
   * @param lastUse the end of the last minute with requests
   */
  public record Pauses(Duration longest, Duration current, Instant lastUse) {}
}
