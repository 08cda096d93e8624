package org.nexusauth.revocation.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;

/**
 * A store's own thread, for work on one connection: outside the caller's transaction, not reached
 * by the caller's interrupts, and with a time-out for the caller. Thread-safe.
 */
public final class StoreExecutor {
  private final String engine;
  private final Duration timeout;
  private final Object closing = new Object();
  private final ScheduledThreadPoolExecutor thread;

  /**
   * Makes an executor.
   *
   * @param name the thread's name
   * @param engine the engine's name, for messages: "the database"
   * @param timeout how long a caller waits, and how long {@link #awaitEnd} does
   */
  public StoreExecutor(String name, String engine, Duration timeout) {
    this.engine = engine;
    this.timeout = timeout;
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
   * Returns what the work returns. Work that has not begun when the caller times out is not done.
   *
   * @param wait how much longer than usual the caller waits
   * @param onTimeout what to do, on the caller's thread, if the caller stops waiting for work that
   *     goes on
   * @throws StatusUnavailableException if the work throws one, or has not ended in time and may be
   *     done all the same (the cause is a {@link TimeoutException} then), or the caller is
   *     interrupted, or this executor has ended
   * @throws StoreSettingException if the work throws one
   * @throws ExecutionException if the work throws anything else, which is the cause
   */
  public <T extends @Nullable Object> T call(Callable<T> work, Duration wait, Runnable onTimeout)
      throws ExecutionException {
    Future<T> result = null;
    try {
      result = thread.submit(work);
      return result.get(timeout.plus(wait).toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException | CancellationException e) {
      throw new StatusUnavailableException("the store is closed");
    } catch (TimeoutException e) {
      throw new StatusUnavailableException("no answer of " + engine + " within " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StatusUnavailableException("interrupted while waiting for " + engine);
    } catch (ExecutionException e) {
      throw unwrapKnown(e);
    } finally {
      if (result != null && !result.isDone()) {
        result.cancel(false);
        onTimeout.run();
      }
    }
  }

  private static ExecutionException unwrapKnown(ExecutionException failure) {
    if (failure.getCause() instanceof StatusUnavailableException unavailable) {
      throw unavailable;
    }
    if (failure.getCause() instanceof StoreSettingException wrong) {
      throw wrong;
    }
    return failure;
  }

  /** Runs work after a pause, unless this executor has ended by then; the work must not throw. */
  @SuppressWarnings("FutureReturnValueIgnored") // The end cancels it.
  public void schedule(Runnable work, Duration pause) {
    try {
      thread.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // It has ended.
    }
  }

  /** Returns whether it accepts no more work. */
  public boolean hasEnded() {
    return thread.isShutdown();
  }

  /**
   * Accepts no more work after this last one, but does what it was given before; later calls do
   * nothing.
   */
  public void endAfter(Runnable last) {
    synchronized (closing) {
      if (!thread.isShutdown()) {
        thread.execute(last);
        thread.shutdown();
      }
    }
  }

  /**
   * Accepts no more work and interrupts what has begun; callers that wait for work that has not
   * begun get a {@link StatusUnavailableException}.
   */
  public void endNow() {
    thread.shutdownNow().forEach(work -> ((Future<?>) work).cancel(false));
  }

  /**
   * Waits until it has done its last work.
   *
   * @return false if it is still working after the time-out; true if the caller is interrupted,
   *     whether it has ended or not
   */
  public boolean awaitEnd() {
    try {
      return thread.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
