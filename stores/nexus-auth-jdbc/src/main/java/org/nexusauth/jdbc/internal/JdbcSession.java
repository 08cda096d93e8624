package org.nexusauth.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A connection set up for the store and returned as it was. Used by one thread. */
public final class JdbcSession implements AutoCloseable {
  private final Connection connection;
  private final boolean autoCommit;
  private final int isolation;
  private final int networkTimeout;

  private JdbcSession(Connection connection) throws SQLException {
    this.connection = connection;
    this.autoCommit = connection.getAutoCommit();
    this.isolation = connection.getTransactionIsolation();
    this.networkTimeout = connection.getNetworkTimeout();
  }

  /** Opens or borrows a connection, and begins at a level of isolation of {@link Connection}. */
  public static JdbcSession open(ConnectionSource source, int isolation) throws SQLException {
    Connection connection = source.connections().getConnection();
    try {
      JdbcSession session = new JdbcSession(connection);
      session.setUp(false, isolation, defaultTimeout());
      return session;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static int defaultTimeout() {
    return Math.toIntExact(ConnectionExecutor.NETWORK_TIMEOUT.toMillis());
  }

  private void setUp(boolean autoCommit, int isolation, int networkTimeout) throws SQLException {
    if (connection.getNetworkTimeout() != networkTimeout) {
      connection.setNetworkTimeout(Runnable::run, networkTimeout);
    }
    connection.setAutoCommit(autoCommit);
    connection.setTransactionIsolation(isolation);
  }

  /** Sets how long each answer of the database may take from now on. */
  public void setNetworkTimeout(Duration timeout) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
  }

  public Connection connection() {
    return connection;
  }

  /** Returns the connection after work that succeeded. */
  @Override
  public void close() throws SQLException {
    try {
      setUp(autoCommit, isolation, networkTimeout);
    } finally {
      connection.close();
    }
  }

  /**
   * Ends the connection, whose state is unknown after a failure. It is aborted, so that no pool
   * lends it again, and closed too: H2's driver does nothing on abort and would hold its locks.
   */
  public void abort() {
    try (connection) {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      // It was broken before.
    }
  }
}
