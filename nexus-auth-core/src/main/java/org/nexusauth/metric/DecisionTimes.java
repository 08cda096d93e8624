package org.nexusauth.metric;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * How long a gate takes to check keys, from a random sample of one request in sixteen, which is
 * enough for averages and percentiles and costs other requests nothing. Thread-safe.
 */
public final class DecisionTimes {
  private static final int SAMPLE_MASK = 15;

  /** Upper ends of the buckets in microseconds; what takes longer is in none. */
  private static final List<Long> BOUNDS =
      List.of(1L, 5L, 10L, 50L, 100L, 500L, 1_000L, 5_000L, 50_000L, 500_000L);

  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAccumulator max = new LongAccumulator(Math::max, 0);
  private final List<LongAdder> buckets = BOUNDS.stream().map(bound -> new LongAdder()).toList();

  /** Returns whether the next decision is one of the sample. */
  public boolean isSampled() {
    return (ThreadLocalRandom.current().nextInt() & SAMPLE_MASK) == 0;
  }

  /** Adds a decision of the sample. */
  public void addSample(long elapsedNanos) {
    long elapsed = Math.max(0, elapsedNanos);
    count.increment();
    nanos.add(elapsed);
    max.accumulate(elapsed);
    for (int i = 0; i < BOUNDS.size(); i++) {
      if (elapsed <= TimeUnit.MICROSECONDS.toNanos(BOUNDS.get(i))) {
        buckets.get(i).increment();
        return;
      }
    }
  }

  /** Returns how many decisions were timed. */
  public long count() {
    return count.sum();
  }

  /** Returns the sum of their times in seconds. */
  public double totalSeconds() {
    return toSeconds(nanos.sum());
  }

  /** Returns the longest time since the gate was opened, in seconds. */
  public double maxSeconds() {
    return toSeconds(max.get());
  }

  /** Returns the upper ends of the buckets in seconds, ascending. */
  public List<Double> bounds() {
    return BOUNDS.stream().map(bound -> bound / 1e6).toList();
  }

  /** Returns how many decisions took no longer than the upper end of a bucket. */
  public long countUpTo(int bucket) {
    return IntStream.rangeClosed(0, bucket).mapToLong(i -> buckets.get(i).sum()).sum();
  }

  private static double toSeconds(long value) {
    return value / 1e9;
  }
}
