package org.nexusauth.jdbc.internal.record;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.jdbc.internal.ConnectionSource;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * Several threads and connections for reading records, so that a slow list delays no other one, no
 * write and no reading of revocations. Thread-safe.
 */
final class ReadExecutorPool implements AutoCloseable {
  static final int COUNT = 3;
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final List<ConnectionExecutor> all;
  private final BlockingQueue<ConnectionExecutor> idle;

  ReadExecutorPool(ConnectionSource source, Dialect dialect) {
    this.all =
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(
                number ->
                    ConnectionExecutor.readingSnapshots(
                        source, "nexus-auth-records-read-" + number, dialect))
            .toList();
    this.idle = new ArrayBlockingQueue<>(COUNT, false, all);
  }

  <T extends @Nullable Object> T call(ConnectionExecutor.Work<T> work) {
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
