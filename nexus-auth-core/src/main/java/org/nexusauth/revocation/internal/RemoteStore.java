package org.nexusauth.revocation.internal;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * A store that is queried for each request: on threads of its own, behind a bulkhead, a time-out
 * and a circuit breaker. Thread-safe.
 *
 * <p>A query that does not return keeps its slot of the bulkhead, so when all are taken the status
 * of further keys is unknown immediately.
 */
public final class RemoteStore implements RevocationStore, AutoCloseable {
  private static final int SLOTS = 64;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);
  private static final int FAILURES = 10;
  private static final int CALLS = 20;
  private static final Duration OPEN_INTERVAL = Duration.ofSeconds(1);

  private final RevocationStore store;
  private final RemoteStoreSettings settings;
  private final StatusCache cache;
  private final LocalRevocations local;
  private final ExecutorService threads = newThreads();
  private final Bulkhead<KeyStatus> bulkhead = Bulkhead.of(SLOTS);
  private final CircuitBreaker<KeyStatus> breaker =
      CircuitBreaker.<KeyStatus>builder()
          .withFailureThreshold(FAILURES, CALLS)
          .withDelay(OPEN_INTERVAL)
          .withSuccessThreshold(1)
          .build();

  private RemoteStore(RevocationStore store, RemoteStoreSettings settings, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.cache = new StatusCache(settings, clock);
    this.local = new LocalRevocations(clock);
  }

  /** Returns a store that queries another one; close it to end its threads. */
  public static RemoteStore of(RevocationStore store, RemoteStoreSettings settings, Clock clock) {
    return new RemoteStore(store, settings, clock);
  }

  /** The bulkhead is their bound. */
  private static ExecutorService newThreads() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_TIMEOUT.toMillis(),
        TimeUnit.MILLISECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "nexus-auth-status");
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * {@inheritDoc}
   *
   * @throws StatusUnavailableException if the store does not answer in time, or is not queried;
   *     what the store throws is thrown too
   */
  @Override
  public KeyStatus statusOf(KeySubject key) {
    KeyStatus known = local.find(key);
    if (known == null) {
      known = cache.find(key);
    }
    if (known != null) {
      return known;
    }
    if (!breaker.tryAcquirePermit()) {
      throw new StatusUnavailableException(
          "it failed too often, and is queried again within " + OPEN_INTERVAL, null, OPEN_INTERVAL);
    }
    long writes = cache.writeCount();
    KeyStatus status;
    try {
      status = queryWithinTimeout(key);
    } catch (Throwable e) { // The port's edge; the caller handles whatever it is.
      breaker.recordFailure();
      throw e;
    }
    breaker.recordSuccess();
    cache.put(key, status, writes);
    return status;
  }

  /**
   * Returns what writes to the store, in force on this node when it returns; null if the store
   * cannot be written to.
   */
  public @Nullable RevocationWriter writer() {
    if (store instanceof RevocationWriter engine) {
      return new RemoteWriter(engine, local, cache);
    }
    return null;
  }

  private KeyStatus queryWithinTimeout(KeySubject key) {
    FutureTask<KeyStatus> query = new FutureTask<>(() -> store.statusOf(key));
    start(query);
    try {
      KeyStatus status = query.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (status == null) {
        throw new StatusUnavailableException("it returned null");
      }
      return status;
    } catch (TimeoutException e) {
      query.cancel(true);
      throw new StatusUnavailableException("no answer within " + settings.timeout());
    } catch (InterruptedException e) {
      query.cancel(true);
      Thread.currentThread().interrupt();
      throw new StatusUnavailableException("the request was interrupted while it waited for it");
    } catch (ExecutionException e) {
      throw unwrap(e.getCause());
    }
  }

  private void start(FutureTask<KeyStatus> query) {
    if (!bulkhead.tryAcquirePermit()) {
      throw new StatusUnavailableException(SLOTS + " requests are waiting for it already");
    }
    try {
      threads.execute(() -> runAndRelease(query));
    } catch (RejectedExecutionException e) {
      bulkhead.releasePermit();
      throw new StatusUnavailableException("the store is closed");
    } catch (Error e) { // No thread could be made.
      bulkhead.releasePermit();
      throw e;
    }
  }

  /** The slot is free when the store has returned, not when the caller has stopped waiting. */
  private void runAndRelease(FutureTask<KeyStatus> query) {
    try {
      query.run();
    } finally {
      bulkhead.releasePermit();
    }
  }

  /** Returns or throws what the store threw, as if it had been called on this thread. */
  private static RuntimeException unwrap(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (cause == null) {
      return new StatusUnavailableException("it failed");
    }
    return new StatusUnavailableException(SafeMessage.describe(cause), cause);
  }

  /** Ends the threads; queries that have not returned are interrupted. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
