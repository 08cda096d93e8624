package org.nexusauth.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What differs between the databases: mostly how their durability is checked. */
public enum Dialect {
  H2("FALSE", "CURRENT_TIMESTAMP") {
    @Override
    public List<String> findWeaknesses(Connection connection) throws SQLException {
      if (IN_MEMORY.matcher(selectOne(connection, "SELECT DATABASE_PATH()")).lookingAt()) {
        return List.of("an H2 database in memory ends with its process: use jdbc:h2:file:…");
      }
      List<String> found = new ArrayList<>();
      H2Version.of(connection).findWeakness().ifPresent(found::add);
      String delay = writeDelay(connection);
      if (!delay.equals("0")) {
        found.add("WRITE_DELAY is " + delay + " ms: add ;WRITE_DELAY=0 to the URL");
      }
      if (!isAdministrator(connection)) {
        found.add(
            "its user is no administrator of H2, and only one can set WRITE_DELAY to 0, which H2"
                + " forgets when it closes the file: give the user ADMIN rights by ALTER USER");
      }
      return found;
    }

    /** By default H2 delays writes. Only an administrator may change that. */
    @Override
    public void makeDurable(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET WRITE_DELAY 0");
      } catch (SQLException e) {
        connection.rollback(); // Not an administrator: findWeaknesses reports the delay.
      }
    }

    /** H2 has no function that resolves a name; the metadata of a query has the schema. */
    @Override
    public String schemaOf(Connection connection, String table) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
        return rows.getMetaData().getSchemaName(1);
      } catch (SQLException e) {
        if (String.valueOf(e.getSQLState()).startsWith("42S0")) { // No such table.
          return "";
        }
        throw e;
      }
    }

    /**
     * H2's server has no time-out for idle transactions. Each time: a connection that is opened
     * with a delay in its URL sets it for all, and an H2 that has closed its file and opened it
     * again reports the delay that was set before, but does not follow it.
     */
    @Override
    public void beginWriting(Connection connection) throws SQLException {
      makeDurable(connection);
    }

    private boolean isAdministrator(Connection connection) throws SQLException {
      return selectOne(
              connection,
              "SELECT is_admin FROM information_schema.users WHERE user_name = CURRENT_USER")
          .equals("TRUE");
    }

    private String writeDelay(Connection connection) throws SQLException {
      return selectOne(
          connection,
          "SELECT setting_value FROM information_schema.settings"
              + " WHERE setting_name = 'WRITE_DELAY'");
    }
  },

  POSTGRESQL("pg_is_in_recovery()", "clock_timestamp()") {
    @Override
    public List<String> findWeaknesses(Connection connection) throws SQLException {
      List<String> found = new ArrayList<>();
      for (String setting : List.of("synchronous_commit", "fsync", "full_page_writes")) {
        if (selectOne(connection, "SELECT current_setting('" + setting + "')").equals("off")) {
          found.add(setting + " is off: set it to on in postgresql.conf, or for this role");
        }
      }
      return found;
    }

    @Override
    public void makeDurable(Connection connection) {}

    @Override
    public String schemaOf(Connection connection, String table) throws SQLException {
      return selectOne(
          connection,
          "SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
              + " WHERE pg_class.oid = to_regclass('"
              + table
              + "')");
    }

    @Override
    public void beginWriting(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL idle_in_transaction_session_timeout = '2s'");
      }
    }
  };

  /** A level of isolation of H2's own. */
  private static final int H2_SNAPSHOT = 6;

  /** The path of a database without files: none, or one of H2's file systems in memory. */
  private static final Pattern IN_MEMORY = Pattern.compile("(?i)$|(nio)?mem(FS|LZF):");

  private final String replicaCondition;
  private final String currentTime;

  Dialect(String replicaCondition, String currentTime) {
    this.replicaCondition = replicaCondition;
    this.currentTime = currentTime;
  }

  /** Returns the dialect of a connection, or empty when its database is not supported. */
  public static Optional<Dialect> find(Connection connection) throws SQLException {
    return switch (connection.getMetaData().getDatabaseProductName()) {
      case "H2" -> Optional.of(H2);
      case "PostgreSQL" -> Optional.of(POSTGRESQL);
      default -> Optional.empty();
    };
  }

  /**
   * Returns the time by the database's clock; on H2, which mostly runs in this process, the time at
   * which the transaction began.
   */
  public Instant currentTime(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            StatementTimeouts.prepareWithTimeout(connection, "SELECT " + currentTime);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("the database does not say what time it is");
      }
      return rows.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  /** Returns an SQL condition that is true on a replica. */
  public String replicaCondition() {
    return replicaCondition;
  }

  /** Returns the level of isolation at which all reads of a transaction see one state. */
  public int snapshotIsolation() {
    return this == H2 ? H2_SNAPSHOT : Connection.TRANSACTION_REPEATABLE_READ;
  }

  /** Returns the settings of the database by which it may lose acknowledged commits. */
  public abstract List<String> findWeaknesses(Connection connection) throws SQLException;

  /** Makes the database durable as far as a connection may. */
  public abstract void makeDurable(Connection connection) throws SQLException;

  /** Returns in which schema of the connection's path a table is, or empty when in none. */
  public abstract String schemaOf(Connection connection, String table) throws SQLException;

  /**
   * Begins a transaction that locks the head. Its commit must be durable. When its node vanishes
   * without closing the connection, the lock must not stay until TCP notices: no node could revoke
   * until then.
   */
  public abstract void beginWriting(Connection connection) throws SQLException;

  private static String selectOne(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      if (!rows.next()) {
        return "";
      }
      return Objects.requireNonNullElse(rows.getString(1), "");
    }
  }
}
