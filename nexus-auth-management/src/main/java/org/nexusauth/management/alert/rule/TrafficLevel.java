package org.nexusauth.management.alert.rule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a key makes a minute, against its own past.
 *
 * @param current the average of the last few minutes
 * @param usual what it is compared with: the average before
 * @param steady whether there were requests in nearly every minute, without much difference
 * @param knownMinutes how many minutes it is computed of
 * @param recentPeak the highest average of a few minutes in the last two days, without the last six
 *     hours
 * @param pauses the key's pauses
 * @param change the change that lasts; null for none
 */
public record TrafficLevel(
    double current,
    double usual,
    boolean steady,
    int knownMinutes,
    double recentPeak,
    Pauses pauses,
    @Nullable Change change) {

  /**
   * That the traffic is not what it was.
   *
   * @param up whether it is more
   * @param since when that was found
   */
  public record Change(boolean up, Instant since) {}

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
