package org.nexusauth.revocation.kit;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Deletes entries that expired long ago, a batch at a time, so that writers need not wait for it;
 * again every hour. Readers of a feed do not notice: their position stays valid.
 *
 * <p>{@link #start} and {@link #stop} may be called from any thread; batches run on the thread of
 * the scheduler, one at a time.
 */
public final class ExpiredEntryCleaner {
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final Duration PAUSE_BETWEEN_BATCHES = Duration.ofMillis(20);

  private final BiConsumer<Runnable, Duration> scheduler;
  private final Batch batch;
  private final Consumer<Throwable> failureListener;
  private boolean succeeding = true; // Read and written by the thread that runs batches.
  private volatile boolean stopped;

  /** Deletes so many entries that a writer may wait for it. */
  public interface Batch {
    /** Deletes expired entries, and returns whether none are left. */
    boolean deleteExpired() throws Exception;
  }

  /**
   * Makes a cleaner; {@link #start} starts it.
   *
   * @param scheduler runs work after a pause on a thread of the store, see {@link
   *     StoreExecutor#schedule}
   * @param batch is run until it returns that no expired entries are left
   * @param failureListener is called with the first failure, and again after a batch has succeeded
   *     between; a failed batch is retried after an hour, since no caller waits for it
   */
  public ExpiredEntryCleaner(
      BiConsumer<Runnable, Duration> scheduler, Batch batch, Consumer<Throwable> failureListener) {
    this.scheduler = scheduler;
    this.batch = batch;
    this.failureListener = failureListener;
  }

  /** Schedules the first batch. */
  public void start() {
    scheduler.accept(this::runBatch, PAUSE_BETWEEN_BATCHES);
  }

  /** Stops after the current batch; a failure of that one is not reported. */
  public void stop() {
    stopped = true;
  }

  private void runBatch() {
    if (stopped) {
      return;
    }
    Duration pause = INTERVAL;
    try {
      if (!batch.deleteExpired()) {
        pause = PAUSE_BETWEEN_BATCHES;
      }
      succeeding = true;
    } catch (Throwable e) { // An Error too, else nothing would be deleted any more.
      if (succeeding && !stopped) {
        succeeding = false;
        failureListener.accept(e);
      }
    }
    scheduler.accept(this::runBatch, pause);
  }
}
