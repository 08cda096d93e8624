package org.nexusauth.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.Log;

/**
 * The verification keys that are trusted now; read again in the background. Thread-safe.
 *
 * <p>A set that cannot be fetched or read changes nothing: the last good one stays.
 */
final class TrustedKeys implements AutoCloseable {
  /** An unknown {@code kid} asks for one refetch in this time at most. */
  static final Duration BETWEEN_REFETCHES = Duration.ofSeconds(10);

  private final Fetch fetch;
  private final LongSupplier nanos;
  private final AtomicLong lastRefetch;
  private final AtomicBoolean refetchAsked = new AtomicBoolean();
  private final @Nullable ScheduledExecutorService background;
  private volatile VerificationKeySet current;
  private volatile boolean failing;

  /** Reads the set anew. */
  @FunctionalInterface
  interface Fetch {
    VerificationKeySet get() throws IOException, BadKeysException;
  }

  private TrustedKeys(VerificationKeySet first, Fetch fetch, Duration refresh, LongSupplier nanos) {
    this.current = first;
    this.fetch = fetch;
    this.nanos = nanos;
    this.lastRefetch = new AtomicLong(nanos.getAsLong() - BETWEEN_REFETCHES.toNanos());
    this.background = refresh.isZero() ? null : executor();
    if (background != null) {
      long period = refresh.toMillis();
      // refresh() never throws, so there is nothing to ask the future for.
      var unused =
          background.scheduleWithFixedDelay(this::refresh, period, period, TimeUnit.MILLISECONDS);
    }
  }

  /** Returns keys that never change. */
  static TrustedKeys fixed(VerificationKeySet keys) {
    return new TrustedKeys(keys, () -> keys, Duration.ZERO, System::nanoTime);
  }

  /** Returns keys that are fetched again each time the refresh has passed; zero is never. */
  static TrustedKeys refreshed(
      VerificationKeySet first, Fetch fetch, Duration refresh, LongSupplier nanos) {
    return new TrustedKeys(first, fetch, refresh, nanos);
  }

  private static ScheduledExecutorService executor() {
    // A request that is still under way at the end may ask for a refetch: nobody needs it then.
    return new ScheduledThreadPoolExecutor(1, TrustedKeys::thread, new DiscardPolicy());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "nexus-auth-keys");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns the key of this id; an unknown id asks for a refetch and is refused meanwhile. */
  @Nullable VerificationKey find(@Nullable String id) {
    VerificationKey key = current.find(id);
    if (key == null && id != null) {
      askForRefetch();
    }
    return key;
  }

  String describe() {
    return current.describe();
  }

  private void askForRefetch() {
    long now = nanos.getAsLong();
    long last = lastRefetch.get();
    if (background != null
        && now - last >= BETWEEN_REFETCHES.toNanos()
        && lastRefetch.compareAndSet(last, now)
        && refetchAsked.compareAndSet(false, true)) {
      background.execute(this::refetch);
    }
  }

  /** While a slow fetch goes on, one more is waiting at most. */
  private void refetch() {
    refetchAsked.set(false);
    refresh();
  }

  /** Fetches once; never throws, or the background would end. */
  void refresh() {
    try {
      replace(fetch.get());
      if (failing) {
        failing = false;
        Log.keysReadAgain(current.describe());
      }
    } catch (IOException | BadKeysException e) {
      failed(KeyLoading.words(e));
    } catch (RuntimeException | Error e) { // The background's edge: memory may be short for once.
      failed(e.getClass().getName());
    }
  }

  private void failed(String problem) {
    if (!failing) {
      failing = true;
      Log.keysNotRead(problem, current.describe());
    }
  }

  private void replace(VerificationKeySet fetched) throws BadKeysException {
    VerificationKeySet before = current;
    VerificationKeySet after = fetched.keepingSame(before);
    current = after;
    for (VerificationKey key : before.all()) {
      if (!after.all().contains(key)) {
        key.retire();
        Log.keyRetired(key.toString());
      }
    }
  }

  /** Ends the background. */
  @Override
  public void close() {
    if (background != null) {
      background.shutdownNow();
    }
  }
}
