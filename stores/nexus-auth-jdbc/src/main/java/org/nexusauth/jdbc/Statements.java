package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Statements that end. */
final class Statements {
  /** How long one may take: less than until the connection is given up. */
  static final int SECONDS = Math.toIntExact(ConnectionExecutor.SILENCE.toSeconds()) - 1;

  private Statements() {}

  static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    return prepare(connection, sql, SECONDS);
  }

  static PreparedStatement prepare(Connection connection, String sql, int seconds)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(seconds);
    return statement;
  }
}
