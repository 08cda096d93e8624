package org.nexusauth.management.alert.activity;

import java.util.Arrays;

/**
 * The maximum of a value over the last two days and more, in steps of six hours. Not thread-safe.
 */
final class RecentMaximum {
  private static final int STEP_MINUTES = 360;
  private static final int STEPS = 10;

  private final float[] maxima = new float[STEPS];
  private long last;

  /** Adds a value of a minute that is not before the last one. */
  void add(long minute, double value) {
    moveTo(minute / STEP_MINUTES);
    int place = (int) (last % STEPS);
    maxima[place] = Math.max(maxima[place], (float) value);
  }

  private void moveTo(long step) {
    if (step - last >= STEPS) {
      Arrays.fill(maxima, 0);
    } else {
      for (long i = last + 1; i <= step; i++) {
        maxima[(int) (i % STEPS)] = 0;
      }
    }
    last = step;
  }

  /** Returns the maximum up to a minute. */
  double upTo(long minute) {
    return maximum(minute, 0);
  }

  /** Returns the maximum of what was six to twelve hours before a minute, and earlier. */
  double before(long minute) {
    return maximum(minute, 2);
  }

  private double maximum(long minute, int from) {
    long step = minute / STEP_MINUTES;
    float found = 0;
    for (long i = step - STEPS + 1; i <= step - from; i++) {
      if (i <= last && i > last - STEPS) {
        found = Math.max(found, maxima[(int) (i % STEPS)]);
      }
    }
    return found;
  }
}
