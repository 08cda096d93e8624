package org.nexusauth.management.alert.rule.traffic;

/**
 * Finds points of a series that its past makes unlikely: a moving average of the last few points is
 * compared with mean and deviation of thousands of points (a Gaussian tail, two-sided). After a
 * detection the score stays 0 for a day's points, so that one incident is one detection.
 *
 * <p>Constant time and memory a point. Not thread-safe. The same points make the same state, so it
 * can be rebuilt from the last {@link #WINDOW} points but for what was before them.
 */
public final class TrafficChangeDetector {
  /** How many points the past counts, as an exponential average: two days of minutes. */
  public static final int WINDOW = 2_880;

  /** The weight of a point in the average of the last few, which is of about five points. */
  private static final double SMOOTHING = 0.35;

  /** So little that a constant series has no other deviation. */
  private static final double MIN_DEVIATION = 1e-9;

  /** A share of the deviation at which a change ends; at the whole of it, it would flicker. */
  private static final double LASTING = 0.5;

  private final double deviations;
  private final int pointsADay;

  private int points;
  private double mean;
  private double variance;
  private double current;

  /** How many points ago the last detection was; more than a day's before the first one. */
  private int sinceDetection;

  private boolean up;
  private double meanBefore;
  private double deviationBefore;

  /**
   * Creates a detector without a past.
   *
   * @param deviations by how many standard deviations the last few points differ at a detection
   * @param pointsADay how many points a day has
   */
  public TrafficChangeDetector(double deviations, int pointsADay) {
    this.deviations = deviations;
    this.pointsADay = pointsADay;
    this.sinceDetection = pointsADay + 1;
  }

  /**
   * Adds the next point.
   *
   * @return how unlikely it is, from 0 to 1: d / (1 + d) for d standard deviations, which rises
   *     with the tail's probability but can be distinguished where that is 0
   */
  public double add(double value) {
    points = Math.min(points + 1, WINDOW);
    double before = value - mean;
    mean += before / points;
    variance += (before * (value - mean) - variance) / points;
    current = points == 1 ? value : current + SMOOTHING * (value - current);
    sinceDetection = Math.min(sinceDetection + 1, pointsADay + 1);
    if (sinceDetection <= pointsADay) {
      return 0;
    }
    double distance = Math.abs(current - mean) / deviation();
    if (distance > deviations) {
      recordDetection();
    }
    return distance / (1 + distance);
  }

  private void recordDetection() {
    sinceDetection = 0;
    up = current > mean;
    meanBefore = mean;
    deviationBefore = deviation();
  }

  /** Returns whether the last point was detected. */
  public boolean hasDetected() {
    return sinceDetection == 0;
  }

  /** Returns whether a detection of the last day lasts: the last few points still differ. */
  public boolean isChanged() {
    if (sinceDetection > pointsADay) {
      return false;
    }
    double distance = current - meanBefore;
    if (!up) {
      distance = -distance;
    }
    return distance > LASTING * deviations * deviationBefore;
  }

  /** Returns whether the change is one to more. */
  public boolean isUp() {
    return up;
  }

  /** Returns the average of the last few points. */
  public double current() {
    return current;
  }

  /** Returns the mean of the past; while a change lasts, the mean when it was detected. */
  public double usual() {
    if (isChanged()) {
      return meanBefore;
    }
    return mean;
  }

  /** Returns the deviation of the past. */
  public double deviation() {
    return Math.sqrt(Math.max(variance, 0)) + MIN_DEVIATION;
  }

  /** Returns how many points the past has, at most {@link #WINDOW}. */
  public int points() {
    return points;
  }
}
