package org.nexusauth.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.kit.StoreExecutor;

/**
 * Runs work on a connection and a thread of its own: it must not join the caller's transaction, and
 * the caller's interrupts would close the file of an embedded H2. Thread-safe.
 */
public final class ConnectionExecutor implements AutoCloseable {
  /**
   * How long an answer of the database may take. Twice that is less than {@link #CALL_TIMEOUT}: a
   * kept connection that has died is replaced before the caller gives up.
   */
  public static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(4);

  /**
   * The same for a kept connection that is only read from. One that died without being closed, in a
   * firewall for example, is replaced before a revocation is late.
   */
  public static final Duration READ_TIMEOUT = Duration.ofMillis(1_500);

  /** The same for counting: a request may wait for it. */
  public static final Duration COUNT_TIMEOUT = Duration.ofMillis(400);

  /** The same for adding up and removing many rows, which no other work waits for. */
  public static final Duration MAINTENANCE_TIMEOUT = Duration.ofMinutes(1);

  private static final Duration LONG_CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(9);
  private static final Duration COUNT_TOLERANCE = Duration.ofMillis(100);

  private static final Map<String, String> MEANINGS =
      Map.of(
          "25006", "the database is a replica or read-only: name the primary",
          "57014", "the database took too long",
          "90020", "the H2 file is open in another process: work through that one");

  private final ConnectionSource source;
  private final SessionSetup setup;
  private final StoreExecutor thread;
  private @Nullable JdbcSession kept;

  /** Work in one transaction, which is committed when it returns and rolled back when it throws. */
  public interface Work<T extends @Nullable Object> {
    T run(Connection connection) throws SQLException;
  }

  private ConnectionExecutor(
      ConnectionSource source, String name, SessionSetup setup, Duration callTimeout) {
    this.source = source;
    this.setup = setup;
    this.thread = new StoreExecutor(name, "the database", callTimeout);
  }

  /** Returns an executor for reading. */
  public static ConnectionExecutor reading(ConnectionSource source) {
    return new ConnectionExecutor(
        source,
        "nexus-auth-jdbc-read",
        SessionSetup.ofTransactions(Connection.TRANSACTION_READ_COMMITTED, READ_TIMEOUT),
        CALL_TIMEOUT);
  }

  /** Returns an executor for writing, where a lock may delay answers. */
  public static ConnectionExecutor writing(ConnectionSource source) {
    return writing(source, "nexus-auth-jdbc-write");
  }

  /** Returns an executor for writing, whose thread has a name. */
  public static ConnectionExecutor writing(ConnectionSource source, String name) {
    return new ConnectionExecutor(
        source,
        name,
        SessionSetup.ofTransactions(Connection.TRANSACTION_READ_COMMITTED, NETWORK_TIMEOUT),
        CALL_TIMEOUT);
  }

  /** Returns an executor for transactions of many short statements, which together may last. */
  public static ConnectionExecutor writingBatches(ConnectionSource source, String name) {
    return new ConnectionExecutor(
        source,
        name,
        SessionSetup.ofTransactions(Connection.TRANSACTION_READ_COMMITTED, NETWORK_TIMEOUT),
        LONG_CALL_TIMEOUT);
  }

  /** Returns an executor for statements that may last. */
  public static ConnectionExecutor maintaining(ConnectionSource source, String name) {
    return new ConnectionExecutor(
        source,
        name,
        new SessionSetup(
            false, Connection.TRANSACTION_READ_COMMITTED, MAINTENANCE_TIMEOUT, MAINTENANCE_TIMEOUT),
        MAINTENANCE_TIMEOUT.plus(CALL_TIMEOUT));
  }

  /**
   * Returns an executor whose reads see one state in each transaction, for lists that take long.
   */
  public static ConnectionExecutor readingSnapshots(
      ConnectionSource source, String name, Dialect dialect) {
    return new ConnectionExecutor(
        source,
        name,
        SessionSetup.ofTransactions(dialect.snapshotIsolation(), NETWORK_TIMEOUT),
        CALL_TIMEOUT);
  }

  /**
   * Returns an executor for counting, whose calls must not last. On PostgreSQL each statement is a
   * transaction: a node that stops between a statement and its commit would hold its locks.
   *
   * @param timeout how long an answer may take, mostly {@link #COUNT_TIMEOUT}
   */
  public static ConnectionExecutor counting(
      ConnectionSource source, Dialect dialect, Duration timeout) {
    return new ConnectionExecutor(
        source,
        "nexus-auth-jdbc-limit",
        SessionSetup.ofShortCalls(dialect == Dialect.POSTGRESQL, timeout),
        timeout.plus(COUNT_TOLERANCE));
  }

  /**
   * Runs work on this executor's thread and returns its result.
   *
   * @throws StatusUnavailableException when the database failed or did not answer in time; the work
   *     may nevertheless be committed
   * @throws WorkFailure when the work throws one
   */
  public <T extends @Nullable Object> T call(Work<T> work) {
    try {
      return thread.call(() -> runOnConnection(work), Duration.ZERO, () -> {});
    } catch (ExecutionException e) {
      throw toException(e.getCause());
    }
  }

  /**
   * Runs work on this executor's thread after a delay, unless it is closed by then. The work must
   * not throw.
   */
  public void schedule(Runnable work, Duration delay) {
    thread.schedule(work, delay);
  }

  /**
   * Runs work on the current thread, which must be this executor's. Where a kept connection has
   * died, the work is repeated on a new one, unless it throws {@link UnrepeatableWorkException}.
   */
  public <T extends @Nullable Object> T runOnConnection(Work<T> work) throws SQLException {
    JdbcSession before = kept;
    if (before != null) {
      try {
        return runInTransaction(before, work);
      } catch (SQLException e) {
        if (kept != null) {
          throw e;
        }
      }
    }
    T result = runInTransaction(JdbcSession.open(source, setup), work);
    if (kept != null) {
      kept.setNetworkTimeout(setup.timeoutWhenKept());
    }
    return result;
  }

  private <T extends @Nullable Object> T runInTransaction(JdbcSession session, Work<T> work)
      throws SQLException {
    boolean succeeded = false;
    try {
      T result = work.run(session.connection());
      if (!setup.autoCommit()) {
        session.connection().commit();
      }
      succeeded = true;
      return result;
    } catch (WorkFailure e) {
      if (!setup.autoCommit()) {
        session.connection().rollback();
      }
      succeeded = true;
      throw e;
    } finally {
      kept = null;
      if (!succeeded) {
        session.abort();
      } else if (source.isPool()) {
        session.close();
      } else {
        kept = session;
      }
    }
  }

  private static RuntimeException toException(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof WorkFailure failure) {
      return failure;
    }
    return new StatusUnavailableException(describeFailure(cause), cause);
  }

  /** Returns what is wrong without the driver's own text, which may hold secrets. */
  public static String describeFailure(@Nullable Throwable cause) {
    if (cause instanceof StatusUnavailableException known) {
      return String.valueOf(known.getMessage());
    }
    if (cause == null) {
      return "the database failed: unknown";
    }
    String type = cause.getClass().getName();
    if (cause instanceof UnrepeatableWorkException) {
      return describeFailure(cause.getCause());
    }
    if (!(cause instanceof SQLException failure)) {
      return "the database failed: " + type;
    }
    String state = String.valueOf(failure.getSQLState());
    return MEANINGS.getOrDefault(state, "the database failed: " + type) + ", SQLState " + state;
  }

  /** Ends the thread after its current work, and returns its connection. */
  @Override
  public void close() {
    thread.endAfter(this::returnConnection);
    if (!thread.awaitEnd()) {
      Log.stillBusy();
    }
  }

  private void returnConnection() {
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
