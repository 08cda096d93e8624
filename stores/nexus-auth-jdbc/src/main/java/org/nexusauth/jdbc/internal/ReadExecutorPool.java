package org.nexusauth.jdbc.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * Several threads and connections for reading, so that a slow list delays no other one, no write
 * and no reading of revocations. The reads of a call see one state. Thread-safe.
 */
public final class ReadExecutorPool implements AutoCloseable {
  /** How many connections it needs. */
  public static final int COUNT = 3;

  private static final Duration WAIT = Duration.ofSeconds(5);

  private final List<ConnectionExecutor> all;
  private final BlockingQueue<ConnectionExecutor> idle;

  /**
   * Makes a pool, which opens connections when they are needed.
   *
   * @param name what its threads' names begin with
   */
  public ReadExecutorPool(ConnectionSource source, Dialect dialect, String name) {
    this.all =
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(number -> ConnectionExecutor.readingSnapshots(source, name + number, dialect))
            .toList();
    this.idle = new ArrayBlockingQueue<>(COUNT, false, all);
  }

  /**
   * Runs work on a thread that is idle, and returns its result.
   *
   * @throws StatusUnavailableException when the database failed or did not answer in time, or all
   *     threads are busy for long
   */
  public <T extends @Nullable Object> T call(ConnectionExecutor.Work<T> work) {
    ConnectionExecutor executor = takeIdle();
    try {
      return executor.call(work);
    } finally {
      idle.add(executor);
    }
  }

  private ConnectionExecutor takeIdle() {
    try {
      ConnectionExecutor found = idle.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
      if (found != null) {
        return found;
      }
      throw new StatusUnavailableException("the database is busy: all readers are at work");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StatusUnavailableException("interrupted while waiting for the database");
    }
  }

  @Override
  public void close() {
    all.forEach(ConnectionExecutor::close);
  }
}
