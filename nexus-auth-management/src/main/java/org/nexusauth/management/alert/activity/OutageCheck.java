package org.nexusauth.management.alert.activity;

/**
 * Recognizes minutes in which nearly all keys stopped at the same time: the application was away,
 * or did not count. They say nothing of a single key. Not thread-safe.
 */
final class OutageCheck {
  private static final double SMOOTHING = 0.1;
  private static final int MIN_KEYS = 5;
  private static final double REMAINING = 0.1;

  /** Later on it is how it is: what was usual before is no measure any more. */
  private static final int MAX_MINUTES = 120;

  private double usualKeys;
  private int minutes;

  /** Adds a minute with so many keys that had requests; returns whether it is outage. */
  boolean isOutage(int keys) {
    if (looksLikeOutage(keys)) {
      minutes++;
      return true;
    }
    minutes = 0;
    usualKeys += SMOOTHING * (keys - usualKeys);
    return false;
  }

  /** Returns whether a minute with so many keys would be outage. */
  boolean looksLikeOutage(int keys) {
    return usualKeys >= MIN_KEYS && keys < REMAINING * usualKeys && minutes < MAX_MINUTES;
  }
}
