package org.nexusauth.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Statements with a time-out. */
public final class StatementTimeouts {
  /** Less than the network time-out, so that the statement ends before its connection does. */
  public static final int TIMEOUT_SECONDS =
      Math.toIntExact(ConnectionExecutor.NETWORK_TIMEOUT.toSeconds()) - 1;

  private StatementTimeouts() {}

  public static PreparedStatement prepareWithTimeout(Connection connection, String sql)
      throws SQLException {
    return prepareWithTimeout(connection, sql, TIMEOUT_SECONDS);
  }

  public static PreparedStatement prepareWithTimeout(Connection connection, String sql, int seconds)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(seconds);
    return statement;
  }
}
