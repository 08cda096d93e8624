package org.nexusauth.usage;

import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.nexusauth.config.UsageSettings;
import org.nexusauth.event.AnswerListener;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.usage.store.UsageReader;
import org.nexusauth.usage.store.UsageStore;

/**
 * The counting of usage on one node, over an opened store: a recorder that answers are told to, a
 * thread that writes what it has counted, and one that adds up and removes old rows. Thread-safe.
 */
public final class Usage implements AutoCloseable {
  private static final long MAINTAIN_SECONDS = 10;
  private static final long CLOSE_SECONDS = 10;

  private final UsageStore store;
  private final UsageSettings settings;
  private final Clock clock;
  private final UsageRecorder recorder = new UsageRecorder();
  private final UsageWriter writer;
  private final ScheduledThreadPoolExecutor flushing = newThread("nexus-auth-usage");
  private final ScheduledThreadPoolExecutor upkeep = newThread("nexus-auth-usage-upkeep");

  /** Of the thread of the upkeep. */
  private boolean upkeepFailing;

  private Usage(UsageStore store, UsageSettings settings, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.writer = new UsageWriter(recorder, store, clock);
  }

  /**
   * Starts to count and to write.
   *
   * @param store closed with this
   */
  public static Usage start(UsageStore store, UsageSettings settings, Clock clock) {
    Usage usage = new Usage(store, settings, clock);
    usage.startThreads();
    return usage;
  }

  private static ScheduledThreadPoolExecutor newThread(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    return executor;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The end cancels them.
  private void startThreads() {
    long millis = settings.flush().toMillis();
    flushing.scheduleWithFixedDelay(this::flush, millis, millis, TimeUnit.MILLISECONDS);
    upkeep.scheduleWithFixedDelay(
        this::maintain, MAINTAIN_SECONDS, MAINTAIN_SECONDS, TimeUnit.SECONDS);
  }

  /** An exception would end the repetition. */
  private void flush() {
    try {
      writer.flush();
    } catch (RuntimeException | Error e) { // The thread's edge: it must go on.
      Log.usageStoreUnavailable(SafeMessage.describe(e));
    }
  }

  private void maintain() {
    try {
      store.maintain(clock.instant(), settings.retention());
      upkeepFailing = false;
    } catch (RuntimeException | Error e) { // The thread's edge: it must go on.
      if (!upkeepFailing) {
        upkeepFailing = true;
        Log.usageUpkeepFailed(SafeMessage.describe(e));
      }
    }
  }

  /** Returns what counts the answers of a gate. */
  public AnswerListener listener() {
    return recorder;
  }

  /** Returns the settings. */
  public UsageSettings settings() {
    return settings;
  }

  /** Returns what reads the usage of all nodes. */
  public UsageReader reader() {
    return store;
  }

  /** Returns how the counting on this node goes. */
  public UsageHealth health() {
    return writer.health();
  }

  /** Writes what is counted, for as long as the store takes but ten seconds, and closes it. */
  @Override
  public void close() {
    upkeep.shutdownNow();
    flushing.shutdown();
    if (hasEnded(flushing)) {
      flush();
    }
    if (writer.unwrittenRows() > 0) {
      Log.usageLost(writer.unwrittenRows());
    }
    hasEnded(upkeep);
    try {
      store.close();
    } catch (RuntimeException | Error e) { // The port's edge: the gate is closed all the same.
      Log.storeNotClosed(settings.store(), SafeMessage.describe(e));
    }
  }

  private static boolean hasEnded(ScheduledThreadPoolExecutor thread) {
    try {
      return thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      thread.shutdownNow();
    }
  }
}
