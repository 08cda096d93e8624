package org.nexusauth.revocation.internal;

import dev.failsafe.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
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
 * A store behind a fence: asked on threads of the fence, by so many at once, for so long, and not
 * at all for a while after it failed too often. Thread-safe.
 *
 * <p>A call that is stuck keeps its slot, so whoever comes when all are taken is told at once that
 * the status is unknown.
 */
public final class RemoteStore implements RevocationStore, AutoCloseable {
  private static final int SLOTS = 64;
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final int FAILURES = 10;
  private static final int CALLS = 20;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RevocationStore store;
  private final RemoteStoreSettings settings;
  private final StatusCache kept;
  private final LocalRevocations own;
  private final ThreadPoolExecutor threads;
  private final CircuitBreaker<KeyStatus> breaker;

  private RemoteStore(RevocationStore store, RemoteStoreSettings settings, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.kept = new StatusCache(settings, clock);
    this.own = new LocalRevocations(clock);
    this.threads =
        new ThreadPoolExecutor(
            0, SLOTS, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), thread());
    this.breaker =
        CircuitBreaker.<KeyStatus>builder()
            .withFailureThreshold(FAILURES, CALLS)
            .withDelay(PAUSE)
            .withSuccessThreshold(1)
            .build();
  }

  /** Returns a store that asks another one behind a fence; close it to end its threads. */
  public static RemoteStore around(
      RevocationStore store, RemoteStoreSettings settings, Clock clock) {
    return new RemoteStore(store, settings, clock);
  }

  private static ThreadFactory thread() {
    return task -> {
      Thread thread = new Thread(task, "nexus-auth-status");
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * {@inheritDoc}
   *
   * @throws StatusUnavailableException when the store does not say in time, or is not asked; what
   *     the store throws is thrown too
   */
  @Override
  public KeyStatus statusOf(KeySubject key) {
    KeyStatus known = own.find(key);
    if (known == null) {
      known = kept.find(key);
    }
    if (known != null) {
      return known;
    }
    if (!breaker.tryAcquirePermit()) {
      throw new StatusUnavailableException(
          "it failed too often, and is asked again in a moment", null, PAUSE);
    }
    long writes = kept.writes();
    KeyStatus status;
    try {
      status = answer(key);
    } catch (Throwable e) { // The port's edge; whoever asked fences it once more.
      breaker.recordFailure();
      throw e;
    }
    breaker.recordSuccess();
    kept.keep(key, status, writes);
    return status;
  }

  /** Returns what revokes at the store and is in force at this node at once, or null. */
  public @Nullable RevocationWriter writer() {
    return store instanceof RevocationWriter engine ? new RemoteWriter(engine, own, kept) : null;
  }

  private KeyStatus answer(KeySubject key) {
    Future<KeyStatus> answer;
    try {
      answer = threads.submit(() -> store.statusOf(key));
    } catch (RejectedExecutionException e) {
      throw new StatusUnavailableException(SLOTS + " requests are waiting for it already");
    }
    try {
      KeyStatus status = answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (status == null) {
        throw new StatusUnavailableException("it returned null");
      }
      return status;
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new StatusUnavailableException("no answer within " + settings.timeout());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new StatusUnavailableException("the request was interrupted while it was asked");
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    }
  }

  /** What the store threw, as if it had been asked on this thread. */
  private static RuntimeException thrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new StatusUnavailableException(
            cause == null ? "it failed" : SafeMessage.describe(cause), cause);
  }

  /** Ends the threads; calls that are stuck are interrupted. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
