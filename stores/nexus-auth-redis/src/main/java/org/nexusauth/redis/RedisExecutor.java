package org.nexusauth.redis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.kit.StoreExecutor;

/**
 * Runs work on a connection and a thread of its own, so that a caller can stop waiting when Redis
 * sends its answer byte by byte. Thread-safe.
 */
final class RedisExecutor implements AutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  private final PrimaryLocator primary;
  private final StoreExecutor thread;
  private final TrackedSocketFactory sockets = new TrackedSocketFactory();
  private @Nullable RedisSession kept;

  /** Work over a session. */
  interface Work<T extends @Nullable Object> {
    T run(RedisSession session);
  }

  RedisExecutor(PrimaryLocator primary, String name) {
    this(primary, name, CALL_TIMEOUT);
  }

  RedisExecutor(PrimaryLocator primary, String name, Duration timeout) {
    this.primary = primary;
    this.thread = new StoreExecutor(name, "Redis", timeout);
  }

  /**
   * Runs work on this executor's thread and returns its result.
   *
   * @throws StatusUnavailableException when Redis failed or did not answer in time; the work may
   *     nevertheless be done
   */
  <T extends @Nullable Object> T call(Work<T> work) {
    return call(work, Duration.ZERO);
  }

  /** The same for work that waits itself, at most so long. */
  <T extends @Nullable Object> T call(Work<T> work, Duration wait) {
    return call(new Job<>(work, true), wait);
  }

  /** The same for work that must not be repeated: one that fails may be done all the same. */
  <T extends @Nullable Object> T callOnce(Work<T> work) {
    return call(new Job<>(work, false), Duration.ZERO);
  }

  private <T extends @Nullable Object> T call(Job<T> job, Duration wait) {
    try {
      return thread.call(() -> runOnSession(job), wait, () -> giveUp(job));
    } catch (ExecutionException e) {
      // An Error too: a nonsensical length makes the client run out of memory, for example.
      throw RedisFailures.toUnavailable(e.getCause());
    }
  }

  private void giveUp(Job<?> job) {
    job.abandoned = true;
    if (job.begun) {
      sockets.abort();
    }
  }

  /** Work and how far it is; the flags are set by one thread and read by the other. */
  private static final class Job<T extends @Nullable Object> {
    final Work<T> work;
    final boolean repeatable;
    volatile boolean begun;
    volatile boolean abandoned;

    Job(Work<T> work, boolean repeatable) {
      this.work = work;
      this.repeatable = repeatable;
    }
  }

  /**
   * Runs work on this executor's thread after a delay, unless it is closed by then. The work must
   * not throw.
   */
  void schedule(Runnable work, Duration delay) {
    thread.schedule(work, delay);
  }

  /** Runs work on the current thread, which must be this executor's; throws what work throws. */
  <T extends @Nullable Object> T runOnSession(Work<T> work) {
    return runOnSession(new Job<>(work, true));
  }

  /** Where a kept connection has died, the work is repeated on a new one if it may be. */
  private <T extends @Nullable Object> T runOnSession(Job<T> job) {
    job.begun = true;
    RedisSession before = kept;
    if (before != null) {
      try {
        return runAndKeep(before, job);
      } catch (RuntimeException e) {
        if (job.abandoned || !job.repeatable) {
          throw e;
        }
      }
    }
    return runAndKeep(primary.open(sockets), job);
  }

  private <T extends @Nullable Object> T runAndKeep(RedisSession session, Job<T> job) {
    boolean succeeded = false;
    try {
      T result = job.work.run(session);
      succeeded = true;
      return result;
    } finally {
      if (succeeded) {
        kept = session;
      } else {
        kept = null;
        session.close();
      }
    }
  }

  /** Ends the thread and its connection, and interrupts current work. */
  @Override
  public void close() {
    thread.endNow();
    sockets.close();
    if (!thread.awaitEnd()) {
      Log.stillBusy();
    }
  }
}
