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
  /** An unknown {@code kid} asks for one refetch in this time at most. */
  static final Duration BETWEEN_REFETCHES = Duration.ofSeconds(10);

  private static final int MAX_NAMED = 20;
  private static final String NOT_READ = "not read";

  private final Fetch fetch;
  private final LongSupplier nanos;
  private final AtomicLong lastRefetch;
  private final AtomicBoolean refetchAsked = new AtomicBoolean();
  private final @Nullable ScheduledExecutorService background;
  private volatile VerificationKeySet current;

  /** What is wrong since the last refresh; empty if nothing is. The background alone writes it. */
  private volatile String problem = "";

  /** The entries that are left out and were named. The background alone writes it. */
  private volatile Set<String> leftOut = Set.of();

  /** Reads the document again. */
  @FunctionalInterface
  public interface Fetch {
    KeyDocument get() throws IOException, UnusableKeyException;
  }

  private TrustedKeys(KeyDocument first, Fetch fetch, Duration refresh, LongSupplier nanos)
      throws UnusableKeyException {
    this.current = first.requireSound();
    nameLeftOut(first);
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
  @Nullable
  public VerificationKey find(@Nullable String id) {
    VerificationKey key = current.find(id);
    if (key == null && id != null) {
      askForRefetch();
    }
    return key;
  }

  public String describe() {
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
  public void refresh() {
    try {
      List<String> problems = replace(fetch.get());
      if (problems.isEmpty()) {
        succeeded();
      } else {
        partlyFailed(String.join("; ", problems.subList(0, Math.min(3, problems.size()))));
      }
    } catch (IOException | UnusableKeyException e) {
      failed(VerificationKeyLoader.words(e));
    } catch (RuntimeException | Error e) { // The background's edge: memory may be short for once.
      failed(e.getClass().getName());
    }
  }

  private void succeeded() {
    if (!problem.isEmpty()) {
      problem = "";
      Log.keysReadAgain(current.describe());
    }
  }

  private void partlyFailed(String what) {
    if (!problem.equals(what)) {
      problem = what;
      Log.keysPartlyTrusted(what, current.describe());
    }
  }

  private void failed(String what) {
    if (!problem.equals(NOT_READ)) {
      problem = NOT_READ;
      Log.keysNotRead(what, current.describe());
    }
  }

  private List<String> replace(KeyDocument fetched) {
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
    nameLeftOut(fetched);
    return resolved.problems();
  }

  private void nameLeftOut(KeyDocument document) {
    Set<String> named = leftOut;
    List<String> fresh =
        document.leftOut().stream().distinct().filter(entry -> !named.contains(entry)).toList();
    fresh.stream().limit(MAX_NAMED).forEach(Log::keyLeftOut);
    if (fresh.size() > MAX_NAMED) {
      Log.keyLeftOut((fresh.size() - MAX_NAMED) + " more keys");
    }
    leftOut = Set.copyOf(document.leftOut());
  }

  /** Ends the background. */
  @Override
  public void close() {
    if (background != null) {
      background.shutdownNow();
    }
  }
}
