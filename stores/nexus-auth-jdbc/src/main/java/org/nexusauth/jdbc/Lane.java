package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
 * A thread with a connection. Work is done there and not on the caller's thread, whose transaction
 * it must not join and whose interrupts would close the file of an embedded H2. Thread-safe.
 */
final class Lane implements AutoCloseable {
  /**
   * How long an engine may be silent: a kept connection that has died is noticed, and another one
   * tried, before the caller has given up.
   */
  static final Duration SILENCE = Duration.ofSeconds(4);

  /**
   * How long it may be silent on a connection that has worked before and is only read from: one
   * that died without a word, in a firewall for example, is replaced before anybody notices.
   */
  static final Duration READING_SILENCE = Duration.ofMillis(1_500);

  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final Source source;
  private final Duration silenceWhenKept;
  private final ScheduledThreadPoolExecutor thread;
  private @Nullable Session kept;

  /** What is done on a connection in one transaction, which is committed when it returns. */
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  private Lane(Source source, String name, Duration silenceWhenKept) {
    this.source = source;
    this.silenceWhenKept = silenceWhenKept;
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

  /** Returns one for reading. */
  static Lane reading(Source source) {
    return new Lane(source, "nexus-auth-jdbc-read", READING_SILENCE);
  }

  /** Returns one for writing, where a lock may have to be waited for. */
  static Lane writing(Source source) {
    return new Lane(source, "nexus-auth-jdbc-write", SILENCE);
  }

  /**
   * Returns what the work returns.
   *
   * @throws StatusUnavailableException when the database failed or did not answer in time; the work
   *     may be done all the same
   */
  <T extends @Nullable Object> T call(Work<T> work) {
    Future<T> result = null;
    try {
      result = thread.submit(() -> onConnection(work));
      return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new StatusUnavailableException("the store is closed");
    } catch (TimeoutException e) {
      throw new StatusUnavailableException("no answer of the database within " + PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StatusUnavailableException("interrupted while the database was asked");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      if (result != null) {
        result.cancel(false); // Only what has not begun.
      }
    }
  }

  /**
   * Does work on this lane's thread after a pause, unless it is closed meanwhile; the work must not
   * throw.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // Closing ends it.
  void later(Runnable work, Duration pause) {
    try {
      thread.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // Closed.
    }
  }

  /** On this lane's thread. A kept connection may have died meanwhile; work can be done twice. */
  <T extends @Nullable Object> T onConnection(Work<T> work) throws SQLException {
    Session before = kept;
    if (before != null) {
      try {
        return inTransaction(before, work);
      } catch (SQLException e) {
        if (kept != null) {
          throw e;
        }
      }
    }
    T result = inTransaction(Session.open(source), work);
    if (kept != null) {
      kept.expectWithin(silenceWhenKept);
    }
    return result;
  }

  private <T extends @Nullable Object> T inTransaction(Session session, Work<T> work)
      throws SQLException {
    boolean good = false;
    try {
      T result = work.on(session.connection());
      session.connection().commit();
      good = true;
      return result;
    } finally {
      kept = good && source.keeps() ? session : null;
      if (!good) {
        session.abort();
      } else if (!source.keeps()) {
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
    if (cause instanceof Error error) {
      throw error;
    }
    String state = cause instanceof SQLException e ? ", SQLState " + e.getSQLState() : "";
    String type = cause == null ? "unknown" : cause.getClass().getName();
    return new StatusUnavailableException("the database failed: " + type + state, cause);
  }

  /** Ends the thread after what it is at, and gives its connection back. */
  @Override
  public void close() {
    if (thread.isShutdown()) {
      return;
    }
    thread.execute(this::giveBack);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        Log.stillBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveBack() {
    Session before = kept;
    kept = null;
    if (before != null) {
      try {
        before.close();
      } catch (SQLException e) {
        before.abort();
      }
    }
  }
}
