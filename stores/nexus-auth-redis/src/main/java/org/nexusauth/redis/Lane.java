package org.nexusauth.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.status.StatusUnavailableException;
import org.nexusauth.status.StoreSettingException;

/**
 * A thread with a connection, so that a caller can stop waiting for a Redis that drips its answer.
 * Thread-safe.
 */
final class Lane implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Primary primary;
  private final ScheduledThreadPoolExecutor thread;
  private final Sockets sockets = new Sockets();
  private @Nullable Session kept;

  /** What is done over a session. */
  interface Work<T extends @Nullable Object> {
    T over(Session session);
  }

  Lane(Primary primary, String name) {
    this.primary = primary;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
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
    Future<T> result = null;
    try {
      result = thread.submit(() -> onSession(job));
      return result.get(PATIENCE.plus(wait).toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new StatusUnavailableException("the store is closed");
    } catch (TimeoutException e) {
      throw new StatusUnavailableException("no answer of Redis within " + PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StatusUnavailableException("interrupted while Redis was asked");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      if (result != null && !result.isDone()) {
        giveUp(job, result);
      }
    }
  }

  private void giveUp(Job<?> job, Future<?> result) {
    job.abandoned = true;
    result.cancel(false); // If it has not begun.
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
  Future<?> later(Runnable work, Duration pause) {
    try {
      return thread.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(null); // Closed.
    }
  }

  /** On this lane's thread; throws what work throws. */
  <T extends @Nullable Object> T onSession(Work<T> work) {
    return onSession(new Job<>(work));
  }

  /** A kept connection may have died meanwhile; work can be done twice. */
  private <T extends @Nullable Object> T onSession(Job<T> job) {
    job.begun = true;
    Session before = kept;
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

  private <T extends @Nullable Object> T keeping(Session session, Job<T> job) {
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

  private static RuntimeException failure(@Nullable Throwable cause) {
    if (cause instanceof StatusUnavailableException known) {
      return known;
    }
    if (cause instanceof StoreSettingException refused) {
      return refused;
    }
    // An Error too: out of memory, for example, is what a nonsensical length makes of the client.
    return new StatusUnavailableException("Redis failed: " + Failures.of(cause));
  }

  boolean isClosed() {
    return thread.isShutdown();
  }

  /** Ends the thread and its connection, whatever it is at. */
  @Override
  public void close() {
    thread.shutdownNow();
    sockets.close();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        Log.stillBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
