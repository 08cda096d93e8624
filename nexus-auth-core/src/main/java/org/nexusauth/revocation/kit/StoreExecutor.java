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
 * A thread of a store's own, for work on one connection: in no transaction of the caller's, out of
 * reach of the caller's interrupts, and with a caller who does not wait for ever. Thread-safe.
 */
public final class StoreExecutor {
  private final String engine;
  private final Duration patience;
  private final ScheduledThreadPoolExecutor thread;

  /**
   * Makes one.
   *
   * @param name of the thread
   * @param engine what is asked, for messages: "the database"
   * @param patience how long a caller waits, and how long {@link #awaitEnd} does
   */
  public StoreExecutor(String name, String engine, Duration patience) {
    this.engine = engine;
    this.patience = patience;
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
   * Returns what the work returns. Work that has not begun when the caller gives up is not done.
   *
   * @param wait how much longer than usual the caller waits
   * @param givenUp what to do, on the caller's thread, when the caller waits no longer for work
   *     that goes on
   * @throws StatusUnavailableException when the work did, or has not ended in time and may be done
   *     all the same, or the caller was interrupted, or this has ended
   * @throws StoreSettingException when the work did
   * @throws ExecutionException when the work threw anything else, which is the cause
   */
  public <T extends @Nullable Object> T call(Callable<T> work, Duration wait, Runnable givenUp)
      throws ExecutionException {
    Future<T> result = null;
    try {
      result = thread.submit(work);
      return result.get(patience.plus(wait).toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException | CancellationException e) {
      throw new StatusUnavailableException("the store is closed");
    } catch (TimeoutException e) {
      throw new StatusUnavailableException("no answer of " + engine + " within " + patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StatusUnavailableException("interrupted while " + engine + " was asked");
    } catch (ExecutionException e) {
      throw known(e);
    } finally {
      if (result != null && !result.isDone()) {
        result.cancel(false);
        givenUp.run();
      }
    }
  }

  private static ExecutionException known(ExecutionException failure) {
    if (failure.getCause() instanceof StatusUnavailableException unavailable) {
      throw unavailable;
    }
    if (failure.getCause() instanceof StoreSettingException refused) {
      throw refused;
    }
    return failure;
  }

  /** Does work after a pause, unless this has ended by then; the work must not throw. */
  @SuppressWarnings("FutureReturnValueIgnored") // The end cancels it.
  public void later(Runnable work, Duration pause) {
    try {
      thread.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // It has ended.
    }
  }

  /** Returns whether it takes no more work. */
  public boolean hasEnded() {
    return thread.isShutdown();
  }

  /** Takes no more work after this last one, but does what it was given; later calls do nothing. */
  public synchronized void endAfter(Runnable last) {
    if (!thread.isShutdown()) {
      thread.execute(last);
      thread.shutdown();
    }
  }

  /** Takes no more work, interrupts what has begun, and tells who waits for what has not. */
  public void endNow() {
    thread.shutdownNow().forEach(work -> ((Future<?>) work).cancel(false));
  }

  /**
   * Waits until it has done its last work.
   *
   * @return false when it is still at it after all that time; of no meaning to one who is
   *     interrupted
   */
  public boolean awaitEnd() {
    try {
      return thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
