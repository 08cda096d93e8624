package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A connection set up for the store; given back as it was. Used by one thread. */
final class JdbcSession implements AutoCloseable {
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

  static JdbcSession open(ConnectionSource source) throws SQLException {
    Connection connection = source.connections().getConnection();
    try {
      JdbcSession session = new JdbcSession(connection);
      session.setUp(false, Connection.TRANSACTION_READ_COMMITTED, silence());
      return session;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static int silence() {
    return Math.toIntExact(ConnectionExecutor.SILENCE.toMillis());
  }

  private void setUp(boolean commits, int isolates, int timeout) throws SQLException {
    if (connection.getNetworkTimeout() != timeout) {
      connection.setNetworkTimeout(Runnable::run, timeout);
    }
    connection.setAutoCommit(commits);
    connection.setTransactionIsolation(isolates);
  }

  /** Sets how long the engine may be silent from now on. */
  void expectWithin(Duration silence) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(silence.toMillis()));
  }

  Connection connection() {
    return connection;
  }

  /** Gives the connection back after work that ended well. */
  @Override
  public void close() throws SQLException {
    try {
      setUp(autoCommit, isolation, networkTimeout);
    } finally {
      connection.close();
    }
  }

  /**
   * Ends the connection, since nobody knows what state it is in: at once where the driver can, so
   * that no pool lends it again; closed besides, since H2's driver does nothing at all and would
   * hold its locks.
   */
  void abort() {
    try (connection) {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      // It was broken before.
    }
  }
}
