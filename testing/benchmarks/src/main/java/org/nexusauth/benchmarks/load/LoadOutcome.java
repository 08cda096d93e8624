package org.nexusauth.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What came of some requests.
 *
 * @param good how many were answered 200
 * @param denied how many were answered otherwise
 * @param nanos how long it took, from the first to the last
 * @param latencies nanoseconds from when each was to be sent
 */
public record LoadOutcome(long good, long denied, long nanos, Histogram latencies) {

  /** Returns the answers a second. */
  public double perSecond() {
    return (good + denied) * 1e9 / nanos;
  }

  /** Returns a latency in microseconds. */
  public double micros(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e3;
  }

  /** Returns this outcome, which must have no answer of one kind. */
  public LoadOutcome all(boolean wanted) {
    if ((wanted ? denied : good) > 0) {
      throw new IllegalStateException(
          "%s requests were let in and %s denied".formatted(good, denied));
    }
    return this;
  }
}
