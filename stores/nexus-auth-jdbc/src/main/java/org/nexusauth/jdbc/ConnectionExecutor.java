package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.kit.StoreExecutor;

/**
 * A thread with a connection. Work is done there and not on the caller's thread, whose transaction
 * it must not join and whose interrupts would close the file of an embedded H2. Thread-safe.
 */
final class ConnectionExecutor implements AutoCloseable {
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

  private static final Map<String, String> MEANINGS =
      Map.of(
          "25006", "the database is a replica or only to be read: name the primary",
          "57014", "the database took too long",
          "90020", "the H2 file is open in another process: work through that one");

  private final ConnectionSource source;
  private final Duration silenceWhenKept;
  private final StoreExecutor thread;
  private @Nullable JdbcSession kept;

  /** What is done on a connection in one transaction, which is committed when it returns. */
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  private ConnectionExecutor(ConnectionSource source, String name, Duration silenceWhenKept) {
    this.source = source;
    this.silenceWhenKept = silenceWhenKept;
    this.thread = new StoreExecutor(name, "the database", PATIENCE);
  }

  /** Returns one for reading. */
  static ConnectionExecutor reading(ConnectionSource source) {
    return new ConnectionExecutor(source, "nexus-auth-jdbc-read", READING_SILENCE);
  }

  /** Returns one for writing, where a lock may have to be waited for. */
  static ConnectionExecutor writing(ConnectionSource source) {
    return new ConnectionExecutor(source, "nexus-auth-jdbc-write", SILENCE);
  }

  /**
   * Returns what the work returns.
   *
   * @throws StatusUnavailableException when the database failed or did not answer in time; the work
   *     may be done all the same
   */
  <T extends @Nullable Object> T call(Work<T> work) {
    try {
      return thread.call(() -> onConnection(work), Duration.ZERO, () -> {});
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /**
   * Does work on this lane's thread after a pause, unless it is closed meanwhile; the work must not
   * throw.
   */
  void later(Runnable work, Duration pause) {
    thread.schedule(work, pause);
  }

  /** On this lane's thread. A kept connection may have died meanwhile; work can be done twice. */
  <T extends @Nullable Object> T onConnection(Work<T> work) throws SQLException {
    JdbcSession before = kept;
    if (before != null) {
      try {
        return inTransaction(before, work);
      } catch (SQLException e) {
        if (kept != null) {
          throw e;
        }
      }
    }
    T result = inTransaction(JdbcSession.open(source), work);
    if (kept != null) {
      kept.expectWithin(silenceWhenKept);
    }
    return result;
  }

  private <T extends @Nullable Object> T inTransaction(JdbcSession session, Work<T> work)
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
    if (cause instanceof Error error) {
      throw error;
    }
    return new StatusUnavailableException(problem(cause), cause);
  }

  /** Returns what is wrong, in words of ours: those of a driver may hold anything. */
  static String problem(@Nullable Throwable cause) {
    if (cause instanceof StatusUnavailableException known) {
      return String.valueOf(known.getMessage());
    }
    String type = cause == null ? "unknown" : cause.getClass().getName();
    if (!(cause instanceof SQLException failure)) {
      return "the database failed: " + type;
    }
    String state = String.valueOf(failure.getSQLState());
    return MEANINGS.getOrDefault(state, "the database failed: " + type) + ", SQLState " + state;
  }

  /** Ends the thread after what it is at, and gives its connection back. */
  @Override
  public void close() {
    thread.endAfter(this::giveBack);
    if (!thread.awaitEnd()) {
      Log.stillBusy();
    }
  }

  private void giveBack() {
    JdbcSession before = kept;
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
