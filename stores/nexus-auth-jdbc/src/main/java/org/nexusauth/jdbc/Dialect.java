package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What differs between the databases: mostly how to ask whether they keep what they acknowledge.
 */
enum Dialect {
  H2("FALSE") {
    @Override
    List<String> weaknesses(Connection connection) throws SQLException {
      if (IN_MEMORY.matcher(one(connection, "SELECT DATABASE_PATH()")).lookingAt()) {
        return List.of("an H2 database in memory ends with its process: use jdbc:h2:file:…");
      }
      List<String> found = new ArrayList<>();
      H2Version.of(connection).weakness().ifPresent(found::add);
      String delay = writeDelay(connection);
      if (!delay.equals("0")) {
        found.add("WRITE_DELAY is " + delay + " ms: add ;WRITE_DELAY=0 to the URL");
      }
      return found;
    }

    /** Set where it may be, since H2 delays by default and tells nobody. */
    @Override
    void harden(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET WRITE_DELAY 0");
      } catch (SQLException e) {
        connection.rollback(); // Not an administrator: what is set already is looked at.
      }
    }

    /** No function of H2 says what a name means; what a query found does. */
    @Override
    String schemaOf(Connection connection, String table) throws SQLException {
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
     * Its server learns from the connection alone that a client has gone. But each connection that
     * is opened with a delay in its URL sets that for all.
     */
    @Override
    void beginWriting(Connection connection) throws SQLException {
      if (!writeDelay(connection).equals("0")) {
        harden(connection);
      }
    }

    private String writeDelay(Connection connection) throws SQLException {
      return one(
          connection,
          "SELECT setting_value FROM information_schema.settings"
              + " WHERE setting_name = 'WRITE_DELAY'");
    }
  },

  POSTGRESQL("pg_is_in_recovery()") {
    @Override
    List<String> weaknesses(Connection connection) throws SQLException {
      List<String> found = new ArrayList<>();
      for (String setting : List.of("synchronous_commit", "fsync", "full_page_writes")) {
        if (one(connection, "SELECT current_setting('" + setting + "')").equals("off")) {
          found.add(setting + " is off: set it to on in postgresql.conf, or for this role");
        }
      }
      return found;
    }

    @Override
    void harden(Connection connection) {}

    @Override
    String schemaOf(Connection connection, String table) throws SQLException {
      return one(
          connection,
          "SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
              + " WHERE pg_class.oid = to_regclass('"
              + table
              + "')");
    }

    @Override
    void beginWriting(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL idle_in_transaction_session_timeout = '2s'");
      }
    }
  };

  /** The path of a database without files: none, or one of H2's file systems in memory. */
  private static final Pattern IN_MEMORY = Pattern.compile("(?i)$|(nio)?mem(FS|LZF):");

  private final String replica;

  Dialect(String replica) {
    this.replica = replica;
  }

  /** Returns the one of a connection, or empty when there is none for its database. */
  static Optional<Dialect> of(Connection connection) throws SQLException {
    return switch (connection.getMetaData().getDatabaseProductName()) {
      case "H2" -> Optional.of(H2);
      case "PostgreSQL" -> Optional.of(POSTGRESQL);
      default -> Optional.empty();
    };
  }

  /** Returns an SQL condition that is true on a replica. */
  String replica() {
    return replica;
  }

  /** Returns where the schema is, on the class path. */
  String location() {
    return "classpath:org/nexusauth/jdbc/" + name().toLowerCase(Locale.ROOT);
  }

  /** Returns what of the database may lose acknowledged commits. */
  abstract List<String> weaknesses(Connection connection) throws SQLException;

  /** Makes the database durable where a connection can do that. */
  abstract void harden(Connection connection) throws SQLException;

  /** Returns in which schema of the connection's path a table is, or empty when in none. */
  abstract String schemaOf(Connection connection, String table) throws SQLException;

  /**
   * Begins a transaction that locks the head. What is committed must be durable; and when its node
   * vanishes without a word, the lock must not stay until TCP notices, since nobody could revoke
   * until then.
   */
  abstract void beginWriting(Connection connection) throws SQLException;

  private static String one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      String value = rows.next() ? rows.getString(1) : null;
      return value == null ? "" : value;
    }
  }
}
