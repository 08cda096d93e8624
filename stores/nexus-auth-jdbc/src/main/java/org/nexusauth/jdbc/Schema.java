package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.nexusauth.status.StatusUnavailableException;
import org.nexusauth.status.StoreSettingException;

/** Makes the tables where they are not there, and sees whether the database is fit for them. */
final class Schema {
  private static final String HISTORY = "nexus_auth_schema_history";

  private final Source source;
  private final boolean assumeDurable;

  Schema(Source source, boolean assumeDurable) {
    this.source = source;
    this.assumeDurable = assumeDurable;
  }

  /**
   * Returns the dialect of a database that is ready to be used.
   *
   * @throws StoreSettingException when it must not be used
   */
  Dialect prepare(Lane lane) {
    try {
      Dialect dialect = lane.call(this::check);
      if (!lane.call(Schema::wasMadeByHand)) {
        migrate(dialect);
      }
      return dialect;
    } catch (StatusUnavailableException e) {
      throw refused(
          "the database cannot be opened: "
              + e.getMessage()
              + "; is it up, and the user's"
              + " password right?");
    }
  }

  private Dialect check(Connection connection) throws SQLException {
    Dialect dialect =
        Dialect.of(connection).orElseThrow(() -> refused("the database must be H2 or PostgreSQL"));
    connection.setAutoCommit(true);
    dialect.harden(connection);
    connection.setAutoCommit(false);
    List<String> weak = dialect.weaknesses(connection);
    if (!weak.isEmpty() && !assumeDurable) {
      throw refused(
          "the database may lose what it acknowledged: "
              + String.join("; ", weak)
              + "; or vouch for it by nexus.auth.status.assume.durable=true");
    }
    weak.forEach(Log::assumedDurable);
    return dialect;
  }

  /** A DBA who ran the file has left no history. */
  private static boolean wasMadeByHand(Connection connection) throws SQLException {
    return exists(connection, "nexus_auth_head") && !exists(connection, '"' + HISTORY + '"');
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT 1 FROM " + table + " WHERE 1 = 0").close();
      return true;
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (!state.startsWith("42")) { // Syntax error or access rule violation: no such table.
        throw e;
      }
      connection.rollback();
      return false;
    }
  }

  private void migrate(Dialect dialect) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(source.connections())
          .locations(dialect.location())
          .table(HISTORY)
          .baselineOnMigrate(true) // The schema may hold tables of others.
          .baselineVersion("0")
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw refused(
          "its tables cannot be made or are not as expected ("
              + e.getClass().getSimpleName()
              + "): give the user the right to, or have docs/revocation.md's file run by a DBA");
    }
  }

  private StoreSettingException refused(String problem) {
    return new StoreSettingException(source.property(), problem);
  }
}
