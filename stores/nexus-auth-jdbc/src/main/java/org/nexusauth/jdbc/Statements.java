package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Statements with a time-out. */
final class Statements {
  /** Less than the network time-out, so that the statement ends before its connection does. */
  static final int TIMEOUT_SECONDS =
      Math.toIntExact(ConnectionExecutor.NETWORK_TIMEOUT.toSeconds()) - 1;

  private Statements() {}

  static PreparedStatement prepareWithTimeout(Connection connection, String sql)
      throws SQLException {
    return prepareWithTimeout(connection, sql, TIMEOUT_SECONDS);
  }

  static PreparedStatement prepareWithTimeout(Connection connection, String sql, int seconds)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(seconds);
    return statement;
  }
}
