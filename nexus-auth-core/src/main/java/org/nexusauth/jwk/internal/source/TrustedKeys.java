package org.nexusauth.jwk.internal.source;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.Log;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.KeyDocument;
import org.nexusauth.jwk.internal.VerificationKey;
import org.nexusauth.jwk.internal.VerificationKeySet;

/**
 * The verification keys that are trusted now; read again in the background. Thread-safe.
 *
 * <p>A document that cannot be fetched or read changes nothing: the last good keys stay. In one
 * that can be read a key that is gone is retired, and keys that must not be trusted are not,
 * whatever the rest says.
 */
public final class TrustedKeys implements AutoCloseable {
  /** The minimum interval between refetches for unknown {@code kid}s. */
  static final Duration REFETCH_INTERVAL = Duration.ofSeconds(10);

  private static final int MAX_REPORTED = 20;
  private static final String NOT_READ = "not read";

  private final Fetch fetch;
  private final LongSupplier nanos;
  private final AtomicLong lastRefetch;
  private final AtomicBoolean refetchRequested = new AtomicBoolean();
  private final @Nullable ScheduledExecutorService background;
  private volatile VerificationKeySet current;

  /** What is wrong since the last refresh; empty if nothing is. The background alone writes it. */
  private volatile String problem = "";

  /** The ignored entries that were reported. The background alone writes it. */
  private volatile Set<String> ignored = Set.of();

  /** Reads the document. */
  @FunctionalInterface
  public interface Fetch {
    KeyDocument fetch() throws IOException, UnusableKeyException;

    /** Releases what the document is read with. */
    default void close() {}
  }

  private TrustedKeys(KeyDocument first, Fetch fetch, Duration refresh, LongSupplier nanos)
      throws UnusableKeyException {
    this.current = first.requireSound();
    reportIgnored(first);
    this.fetch = fetch;
    this.nanos = nanos;
    this.lastRefetch = new AtomicLong(nanos.getAsLong() - REFETCH_INTERVAL.toNanos());
    this.background = refresh.isZero() ? null : createExecutor();
    if (background != null) {
      long period = refresh.toMillis();
      // refresh() never throws, so the future is not needed.
      var unused =
          background.scheduleWithFixedDelay(this::refresh, period, period, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Returns keys that never change.
   *
   * @throws UnusableKeyException when anything is wrong with one of them
   */
  public static TrustedKeys fixed(KeyDocument keys) throws UnusableKeyException {
    return new TrustedKeys(keys, () -> keys, Duration.ZERO, System::nanoTime);
  }

  /**
   * Returns keys that are fetched again each time the refresh has passed; zero is never.
   *
   * @throws UnusableKeyException when anything is wrong with one of the first ones
   */
  public static TrustedKeys refreshed(
      KeyDocument first, Fetch fetch, Duration refresh, LongSupplier nanos)
      throws UnusableKeyException {
    return new TrustedKeys(first, fetch, refresh, nanos);
  }

  private static ScheduledExecutorService createExecutor() {
    // A request still in progress at the end may request a refetch, which is discarded.
    return new ScheduledThreadPoolExecutor(1, TrustedKeys::createThread, new DiscardPolicy());
  }

  private static Thread createThread(Runnable task) {
    Thread thread = new Thread(task, "nexus-auth-keys");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns the key of this id, or null; an unknown id requests a refetch in the background. */
  @Nullable
  public VerificationKey find(@Nullable String id) {
    VerificationKey key = current.findById(id);
    if (key == null && id != null) {
      requestRefetch();
    }
    return key;
  }

  /** Returns the number of keys, and algorithms and ids of the first ones. */
  public String describe() {
    return current.describe();
  }

  private void requestRefetch() {
    long now = nanos.getAsLong();
    long last = lastRefetch.get();
    if (background != null
        && now - last >= REFETCH_INTERVAL.toNanos()
        && lastRefetch.compareAndSet(last, now)
        && refetchRequested.compareAndSet(false, true)) {
      background.execute(this::refetch);
    }
  }

  /** While a slow fetch goes on, one more is waiting at most. */
  private void refetch() {
    refetchRequested.set(false);
    refresh();
  }

  /** Fetches once; never throws, or the background would end. */
  public void refresh() {
    try {
      List<String> problems = replaceKeys(fetch.fetch());
      if (problems.isEmpty()) {
        reportSuccess();
      } else {
        reportPartialFailure(String.join("; ", problems.subList(0, Math.min(3, problems.size()))));
      }
    } catch (IOException | UnusableKeyException e) {
      reportFailure(VerificationKeyLoader.describe(e));
    } catch (RuntimeException | Error e) { // The background's edge: memory may be short for once.
      reportFailure(e.getClass().getName());
    }
  }

  private void reportSuccess() {
    if (!problem.isEmpty()) {
      problem = "";
      Log.keysReadAgain(current.describe());
    }
  }

  private void reportPartialFailure(String what) {
    if (!problem.equals(what)) {
      problem = what;
      Log.keysPartlyTrusted(what, current.describe());
    }
  }

  private void reportFailure(String what) {
    if (!problem.equals(NOT_READ)) {
      problem = NOT_READ;
      Log.keysNotRead(what, current.describe());
    }
  }

  private List<String> replaceKeys(KeyDocument fetched) {
    VerificationKeySet before = current;
    KeyDocument.Resolved resolved = fetched.resolve(before);
    VerificationKeySet after = resolved.keys();
    current = after;
    for (VerificationKey key : before.all()) {
      if (!after.all().contains(key)) {
        key.retire();
        Log.keyRetired(key.toString());
      }
    }
    for (VerificationKey key : after.all()) {
      if (!before.all().contains(key)) {
        Log.keyAdded(key.toString());
      }
    }
    reportIgnored(fetched);
    return resolved.problems();
  }

  private void reportIgnored(KeyDocument document) {
    Set<String> named = ignored;
    List<String> fresh =
        document.ignored().stream().distinct().filter(entry -> !named.contains(entry)).toList();
    fresh.stream().limit(MAX_REPORTED).forEach(Log::keyLeftOut);
    if (fresh.size() > MAX_REPORTED) {
      Log.keyLeftOut((fresh.size() - MAX_REPORTED) + " more keys");
    }
    ignored = Set.copyOf(document.ignored());
  }

  /** Ends the background, and releases what it reads with. */
  @Override
  public void close() {
    if (background != null) {
      background.shutdownNow();
    }
    fetch.close();
  }
}
