package org.nexusauth.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketListener;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LockFreeBucket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.Log;
import org.nexusauth.verify.VerificationBudget;

/**
 * Limits the invalid keys of each remote address by a token bucket: a burst of the limit, refilled
 * evenly over a minute. An IPv6 network of 64 bits counts as one address, and so do all unknown
 * ones.
 *
 * <p>Thread-safe. Holds 20,000 addresses at most, less than 16 MB. An evicted address starts with a
 * full bucket: after a minute without failures that is no difference, and to evict an address takes
 * thousands of others, each of which has a limit of its own.
 */
public final class FailureLimit implements VerificationBudget {
  private static final int MAX_SENDERS = 20_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration WARNING_INTERVAL = Duration.ofMinutes(10);

  private final int perMinute;
  private final LongSupplier ticks;
  private final BucketConfiguration configuration;
  private final TimeMeter meter;
  private final Cache<String, Bucket> senders;
  private final AtomicLong lastDenial;

  /**
   * Creates a limit with full buckets.
   *
   * @param perMinute how many invalid keys, at least 1
   * @param ticks nanoseconds from any origin, never backwards
   */
  public FailureLimit(int perMinute, LongSupplier ticks) {
    this.perMinute = perMinute;
    this.ticks = ticks;
    this.configuration =
        BucketConfiguration.builder()
            .addLimit(
                Bandwidth.builder().capacity(perMinute).refillGreedy(perMinute, WINDOW).build())
            .build();
    this.meter = new Meter(ticks);
    // On the caller's thread: a shared pool's threads would outlive the application.
    this.senders =
        Caffeine.newBuilder()
            .maximumSize(MAX_SENDERS)
            .expireAfterAccess(WINDOW)
            .ticker(ticks::getAsLong)
            .executor(Runnable::run)
            .build();
    this.lastDenial = new AtomicLong(ticks.getAsLong() - WARNING_INTERVAL.toNanos());
  }

  /** Nanoseconds as Bucket4j wants them. */
  private record Meter(LongSupplier ticks) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return ticks.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  @Override
  public @Nullable Duration take(@Nullable String sender) {
    String network = SenderNetwork.networkOf(sender);
    ConsumptionProbe probe =
        senders.get(network, any -> newBucket()).tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      return null;
    }
    warnOnce(network);
    return Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  @Override
  public void giveBack(@Nullable String sender) {
    Bucket bucket = senders.getIfPresent(SenderNetwork.networkOf(sender));
    if (bucket != null) {
      bucket.addTokens(1);
    }
  }

  /** All share one configuration: a builder would create one for each. */
  private Bucket newBucket() {
    return new LockFreeBucket(configuration, MathType.INTEGER_64_BITS, meter, BucketListener.NOPE);
  }

  /** Logs once for a flood, whatever the number of its addresses: the log must not be flooded. */
  private void warnOnce(String network) {
    long now = ticks.getAsLong();
    if (now - lastDenial.getAndSet(now) >= WARNING_INTERVAL.toNanos()) {
      Log.tooManyFailures(network, perMinute);
    }
  }
}
