package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.kit.SubjectForm;

/** The tables, found or made, and whether the database is fit for them. */
final class Schema {
  private static final String HEAD = "nexus_auth_head";
  private static final String HISTORY = "nexus_auth_schema_history";

  /** H2's words, in this process and of its server, and PostgreSQL's. */
  private static final Set<String> NO_DATABASE = Set.of("90146", "90149", "3D000");

  /** An H2 file that another process has open. */
  private static final String LOCKED = "90020";

  private final ConnectionSource source;
  private final boolean assumeDurable;
  private final boolean makes;

  private Schema(ConnectionSource source, boolean assumeDurable, boolean makes) {
    this.source = source;
    this.assumeDurable = assumeDurable;
    this.makes = makes;
  }

  /** Returns one that is made where it is not there. */
  static Schema made(StoreSettings settings) {
    return new Schema(ConnectionSource.of(settings), settings.assumeDurable(), true);
  }

  /** Returns one that must be there. */
  static Schema existing(StoreSettings settings) {
    return new Schema(ConnectionSource.ofExisting(settings), settings.assumeDurable(), false);
  }

  /** Returns one that is made where it is not there, in a given database. */
  static Schema made(ConnectionSource source) {
    return new Schema(source, false, true);
  }

  ConnectionSource source() {
    return source;
  }

  /**
   * Returns the dialect of a database that is ready to be used.
   *
   * @param lane one that has not been used
   * @throws StoreSettingException when it must not be used
   */
  Dialect prepare(ConnectionExecutor lane) {
    source.files().ifPresent(files -> files.restrict(makes));
    try {
      Dialect dialect = lane.call(this::check);
      String schema = lane.call(connection -> dialect.schemaOf(connection, HEAD));
      if (!schema.isEmpty()) {
        SubjectForm.problemWith(
                lane.call(connection -> new HeadRow(connection, dialect).subjectForm()))
            .ifPresent(
                problem -> {
                  throw refused(problem);
                });
      }
      if (makes) {
        make(lane, dialect, schema);
      } else if (schema.isEmpty()) {
        throw absent();
      }
      return dialect;
    } catch (StatusUnavailableException e) {
      throw saysNoDatabase(e.getCause()) && !makes ? absent() : unusable(e);
    }
  }

  private static boolean saysNoDatabase(@Nullable Throwable cause) {
    return cause instanceof SQLException e && NO_DATABASE.contains(String.valueOf(e.getSQLState()));
  }

  private StoreSettingException absent() {
    return refused(
        "there is no store of Nexus Auth in this database and schema; if they are the right ones,"
            + " make it by nexus-auth init, or by the application's start");
  }

  private StoreSettingException unusable(StatusUnavailableException e) {
    boolean locked =
        e.getCause() instanceof SQLException cause && LOCKED.equals(cause.getSQLState());
    return refused(
        "the database cannot be opened: "
            + e.getMessage()
            + (locked ? "" : "; is it up, and the user's password right?"));
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
              + "; or vouch for it by nexus.auth.revocation.assume.durable=true");
    }
    weak.forEach(Log::assumedDurable);
    if (TransportSecurity.mayCrossANetwork(String.valueOf(connection.getMetaData().getURL()))) {
      Log.plainText(source.property());
    }
    return dialect;
  }

  /**
   * Makes what is missing, in the schema where tables of ours are already. In one before it on the
   * connection's path, empty tables would hide all that was revoked.
   *
   * @param schema where the head is, or empty
   */
  private void make(ConnectionExecutor lane, Dialect dialect, String schema) {
    if (schema.isEmpty()) {
      migrate(lane, dialect, lane.call(one -> dialect.schemaOf(one, '"' + HISTORY + '"')));
    } else if (lane.call(one -> hasHistory(one, schema))) { // Else a DBA has run the file.
      migrate(lane, dialect, schema);
    }
  }

  private static boolean hasHistory(Connection connection, String schema) throws SQLException {
    String query =
        "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, schema);
      statement.setString(2, HISTORY);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * Brings the tables up to date.
   *
   * @param schema where, or empty for the connection's own
   */
  private void migrate(ConnectionExecutor lane, Dialect dialect, String schema) {
    PoolSize.require(lane, source);
    try {
      FluentConfiguration flyway =
          Flyway.configure(Schema.class.getClassLoader())
              .dataSource(source.connections())
              .locations(dialect.location())
              .table(HISTORY)
              .baselineOnMigrate(true) // The schema may hold tables of others.
              .baselineVersion("0")
              .cleanDisabled(true);
      if (!schema.isEmpty()) {
        flyway.defaultSchema(schema);
      }
      flyway.load().migrate();
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
