package org.nexusauth.management;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.nexusauth.management.internal.Log;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * A thread of the management of keys. Nothing that its work throws ends it; a failure is logged
 * once until the same work succeeds. Thread-safe.
 */
final class BackgroundThread {
  private final ScheduledThreadPoolExecutor thread;

  /** Whether the last work is all that runs from now on. */
  private volatile boolean ending;

  BackgroundThread(String name) {
    thread = new ScheduledThreadPoolExecutor(1, work -> createThread(work, name));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    thread.setRemoveOnCancelPolicy(true);
  }

  private static Thread createThread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Work with a name for messages. Runs on the background thread alone. */
  private static final class NamedWork implements Runnable {
    private final String name;
    private final Runnable work;
    private boolean failing;

    NamedWork(String name, Runnable work) {
      this.name = name;
      this.work = work;
    }

    @Override
    public void run() {
      try {
        work.run();
        if (failing) {
          failing = false;
          Log.workSucceeds(name);
        }
      } catch (Throwable e) { // An Error too, else the work would not be repeated.
        if (!failing) {
          failing = true;
          Log.workFailed(name, describe(e));
        }
      }
    }

    /** Only texts of our own: others may hold anything. */
    private static String describe(Throwable e) {
      if (e instanceof ManagementException || e instanceof StatusUnavailableException) {
        return String.valueOf(e.getMessage());
      }
      return e.getClass().getName();
    }
  }

  /** Repeats work: first after the interval, then with the interval between an end and a start. */
  @SuppressWarnings("FutureReturnValueIgnored") // The end cancels it.
  void repeat(String name, Duration interval, Runnable work) {
    long millis = interval.toMillis();
    Runnable named = new NamedWork(name, work);
    Runnable unlessEnding =
        () -> {
          if (!ending) {
            named.run();
          }
        };
    thread.scheduleWithFixedDelay(unlessEnding, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Runs work after what runs now, instead of further repetitions, and waits for its end. */
  void endAfter(String name, Runnable last, Duration timeout) {
    ending = true;
    try {
      thread.execute(new NamedWork(name, last));
    } catch (RejectedExecutionException e) {
      return; // It has ended before.
    }
    end(timeout);
  }

  /** Ends the repetitions, and waits for what runs now. */
  void end(Duration timeout) {
    thread.shutdown();
    try {
      thread.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      thread.shutdownNow();
    }
  }
}
