package org.nexusauth.revocation.internal;

import java.time.Duration;

/**
 * How a feed is followed.
 *
 * @param poll how long to wait for a change before it is asked for again
 * @param maxStaleness how old the answers of the snapshot may be
 * @param failOpen true lets keys pass whose status is not known, unless the last known one refuses
 *     them
 */
public record FeedSettings(Duration poll, Duration maxStaleness, boolean failOpen) {

  /** Polls ten times a second, answers from at most 30 s ago, refuses what is not known. */
  public static final FeedSettings STANDARD =
      new FeedSettings(Duration.ofMillis(100), Duration.ofSeconds(30), false);
}
