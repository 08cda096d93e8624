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
  private int currentIsolation;

  private JdbcSession(Connection connection) throws SQLException {
    this.connection = connection;
    this.autoCommit = connection.getAutoCommit();
    this.isolation = connection.getTransactionIsolation();
    this.currentIsolation = isolation;
    this.networkTimeout = connection.getNetworkTimeout();
  }

  /** Opens or borrows a connection, and sets it up. */
  static JdbcSession open(ConnectionSource source, SessionSetup setup) throws SQLException {
    Connection connection = source.connections().getConnection();
    try {
      JdbcSession session = new JdbcSession(connection);
      session.setUp(
          setup.autoCommit(), setup.isolation(), Math.toIntExact(setup.firstTimeout().toMillis()));
      return session;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void setUp(boolean autoCommit, int isolation, int networkTimeout) throws SQLException {
    if (connection.getNetworkTimeout() != networkTimeout) {
      connection.setNetworkTimeout(Runnable::run, networkTimeout);
    }
    connection.setAutoCommit(autoCommit);
    if (currentIsolation != isolation) { // PostgreSQL's driver would send it each time.
      connection.setTransactionIsolation(isolation);
      currentIsolation = isolation;
    }
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
