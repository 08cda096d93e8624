package org.nexusauth.revocation.internal;

import java.time.Duration;

/**
 * How a feed is replicated.
 *
 * @param poll the time between two reads of the feed, and how long a read may wait for a change
 * @param maxStaleness how old the replica may be
 * @param failOpen whether keys whose status is unknown are granted, unless the last known status
 *     denies them
 */
public record FeedSettings(Duration poll, Duration maxStaleness, boolean failOpen) {

  /** Polls ten times a second, allows a staleness of 30 s, denies keys of unknown status. */
  public static final FeedSettings STANDARD =
      new FeedSettings(Duration.ofMillis(100), Duration.ofSeconds(30), false);
}
