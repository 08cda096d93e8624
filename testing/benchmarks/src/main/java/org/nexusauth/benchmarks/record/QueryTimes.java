package org.nexusauth.benchmarks.record;

import java.util.Arrays;
import java.util.Locale;

/** How long the runs of a query took. */
public final class QueryTimes {
  private final String query;
  private final long[] nanos;

  /**
   * Sorts the times.
   *
   * @param nanos the time of each run, in nanoseconds
   */
  public QueryTimes(String query, long[] nanos) {
    this.query = query;
    this.nanos = nanos.clone();
    Arrays.sort(this.nanos);
  }

  /** Returns what was run. */
  public String query() {
    return query;
  }

  /** Returns the time within which a share of the runs ended, in milliseconds. */
  public double millisAt(double share) {
    int index = (int) Math.min(nanos.length - 1L, Math.round(share * (nanos.length - 1)));
    return nanos[index] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s\t%.1f\t%.1f\t%.1f", query, millisAt(0.5), millisAt(0.99), millisAt(1));
  }
}
