package org.nexusauth.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.Log;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.verify.VerificationBudget;

/**
 * Limits the invalid keys of each remote address in windows of a minute. An IPv6 network of 64 bits
 * counts as one address, and so do all unknown ones.
 *
 * <p>Thread-safe. Holds 20,000 addresses at most, less than 16 MB. An evicted address starts anew:
 * to evict an address takes thousands of others, each of which has a limit of its own.
 */
public final class FailureLimit implements VerificationBudget {
  private static final int MAX_SENDERS = 20_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Neighbours among addresses have hash codes that are neighbours; their windows are not. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private static final Duration WARNING_INTERVAL = Duration.ofMinutes(10);

  private final int perMinute;
  private final LongSupplier ticks;
  private final long origin;
  private final LimitPlan plan;
  private final Cache<String, KeyWindows> senders;
  private final AtomicLong lastDenial;

  /**
   * Creates a limit of which nothing is used.
   *
   * @param perMinute how many invalid keys, at least 1
   * @param ticks nanoseconds from any origin, never backwards
   */
  public FailureLimit(int perMinute, LongSupplier ticks) {
    this.perMinute = perMinute;
    this.ticks = ticks;
    this.origin = ticks.getAsLong();
    this.plan =
        new LimitPlan(
            "failures", List.of(new LimitPolicy("minute", perMinute, (int) WINDOW.toSeconds())));
    // On the caller's thread: a shared pool's threads would outlive the application.
    this.senders =
        Caffeine.newBuilder()
            .maximumSize(MAX_SENDERS)
            .expireAfterAccess(WINDOW)
            .ticker(ticks::getAsLong)
            .executor(Runnable::run)
            .build();
    this.lastDenial = new AtomicLong(origin - WARNING_INTERVAL.toNanos());
  }

  @Override
  public @Nullable Duration take(@Nullable String sender) {
    String network = SenderNetwork.networkOf(sender);
    Limits limits = senders.get(network, this::newWindow).charge(plan, millis());
    if (limits == null || !limits.isExceeded()) {
      return null;
    }
    warnOnce(network);
    return limits.untilReset();
  }

  @Override
  public void giveBack(@Nullable String sender) {
    KeyWindows windows = senders.getIfPresent(SenderNetwork.networkOf(sender));
    if (windows != null) {
      windows.giveBack(millis());
    }
  }

  private KeyWindows newWindow(String network) {
    return new KeyWindows((network.hashCode() * SPREAD) >>> 32, 0, plan, millis());
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(Math.max(0, ticks.getAsLong() - origin));
  }

  /** Logs once for a flood, whatever the number of its addresses: the log must not be flooded. */
  private void warnOnce(String network) {
    long now = ticks.getAsLong();
    if (now - lastDenial.getAndSet(now) >= WARNING_INTERVAL.toNanos()) {
      Log.tooManyFailures(network, perMinute);
    }
  }
}
