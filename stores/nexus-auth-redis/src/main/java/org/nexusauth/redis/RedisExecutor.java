package org.nexusauth.redis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.kit.StoreExecutor;

/**
 * A thread with a connection, so that a caller can stop waiting for a Redis that drips its answer.
 * Thread-safe.
 */
final class RedisExecutor implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PrimaryLocator primary;
  private final StoreExecutor thread;
  private final TrackedSocketFactory sockets = new TrackedSocketFactory();
  private @Nullable RedisSession kept;

  /** What is done over a session. */
  interface Work<T extends @Nullable Object> {
    T over(RedisSession session);
  }

  RedisExecutor(PrimaryLocator primary, String name) {
    this.primary = primary;
    this.thread = new StoreExecutor(name, "Redis", PATIENCE);
  }

  /**
   * Returns what the work returns.
   *
   * @throws StatusUnavailableException when Redis refused or did not answer in time; the work may
   *     be done all the same
   */
  <T extends @Nullable Object> T call(Work<T> work) {
    return call(work, Duration.ZERO);
  }

  /** As the other one, for work that waits for a time. */
  <T extends @Nullable Object> T call(Work<T> work, Duration wait) {
    Job<T> job = new Job<>(work);
    try {
      return thread.call(() -> onSession(job), wait, () -> giveUp(job));
    } catch (ExecutionException e) {
      // An Error too: out of memory, for example, is what a nonsensical length makes of the client.
      throw new StatusUnavailableException("Redis failed: " + RedisFailures.of(e.getCause()));
    }
  }

  private void giveUp(Job<?> job) {
    job.abandoned = true;
    if (job.begun) {
      sockets.abort();
    }
  }

  private static final class Job<T extends @Nullable Object> {
    final Work<T> work;
    volatile boolean begun;
    volatile boolean abandoned;

    Job(Work<T> work) {
      this.work = work;
    }
  }

  /**
   * Does work on this lane's thread after a pause, unless it is closed meanwhile; the work must not
   * throw.
   */
  void later(Runnable work, Duration pause) {
    thread.schedule(work, pause);
  }

  /** On this lane's thread; throws what work throws. */
  <T extends @Nullable Object> T onSession(Work<T> work) {
    return onSession(new Job<>(work));
  }

  /** A kept connection may have died meanwhile; work can be done twice. */
  private <T extends @Nullable Object> T onSession(Job<T> job) {
    job.begun = true;
    RedisSession before = kept;
    if (before != null) {
      try {
        return keeping(before, job);
      } catch (RuntimeException e) {
        if (job.abandoned) {
          throw e;
        }
      }
    }
    return keeping(primary.open(sockets), job);
  }

  private <T extends @Nullable Object> T keeping(RedisSession session, Job<T> job) {
    boolean good = false;
    try {
      T result = job.work.over(session);
      good = true;
      return result;
    } finally {
      kept = good ? session : null;
      if (!good) {
        session.close();
      }
    }
  }

  /** Ends the thread and its connection, whatever it is at. */
  @Override
  public void close() {
    thread.endNow();
    sockets.close();
    if (!thread.awaitEnd()) {
      Log.stillBusy();
    }
  }
}
