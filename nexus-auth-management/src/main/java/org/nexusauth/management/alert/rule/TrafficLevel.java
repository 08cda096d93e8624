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
 * @param longestPause the longest pause between minutes with requests in the last two days, in
 *     minutes
 * @param quiet the time since the last minute with requests; zero where that is not over
 * @param change the change that lasts; null for none
 */
public record TrafficLevel(
    double current,
    double usual,
    boolean steady,
    int knownMinutes,
    int longestPause,
    Duration quiet,
    @Nullable Change change) {

  /**
   * That the traffic is not what it was.
   *
   * @param up whether it is more
   * @param since when that was found
   */
  public record Change(boolean up, Instant since) {}
}
