package org.nexusauth.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.kit.SubjectIdVersion;

/** Finds or creates the tables, and checks that the database is fit for them. */
public final class Schema {
  /** SQLStates of H2, in this process and from its server, and of PostgreSQL. */
  private static final Set<String> NO_DATABASE = Set.of("90146", "90149", "3D000");

  /** SQLState for an H2 file that another process has open. */
  private static final String LOCKED = "90020";

  private static final int ATTEMPTS = 20;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ConnectionSource source;
  private final boolean assumeDurable;
  private final boolean creates;
  private final TableVersion version;

  private Schema(
      ConnectionSource source, boolean assumeDurable, boolean creates, TableVersion version) {
    this.source = source;
    this.assumeDurable = assumeDurable;
    this.creates = creates;
    this.version = version;
  }

  /** Returns a schema that is created when it is missing. */
  public static Schema createdIfMissing(StoreSettings settings) {
    return new Schema(
        ConnectionSource.of(settings), settings.assumeDurable(), true, TableVersion.REVOCATIONS);
  }

  /** Returns a schema that must exist. */
  public static Schema existing(StoreSettings settings) {
    return new Schema(
        ConnectionSource.ofExisting(settings),
        settings.assumeDurable(),
        false,
        TableVersion.REVOCATIONS);
  }

  /** Returns a schema with the tables of the records, which are created when they are missing. */
  public static Schema withRecords(StoreSettings settings) {
    return new Schema(
        ConnectionSource.of(settings), settings.assumeDurable(), true, TableVersion.RECORDS);
  }

  /** Returns a schema that must exist, with the tables of the records. */
  public static Schema existingWithRecords(StoreSettings settings) {
    return new Schema(
        ConnectionSource.ofExisting(settings),
        settings.assumeDurable(),
        false,
        TableVersion.RECORDS);
  }

  /** Returns a schema with the tables of the limits, which are created when they are missing. */
  public static Schema withLimits(ConnectionSource source) {
    return new Schema(source, false, true, TableVersion.LIMITS);
  }

  /** Returns a schema with the tables of the usage, which are created when they are missing. */
  public static Schema withUsage(StoreSettings settings) {
    return new Schema(ConnectionSource.of(settings), false, true, TableVersion.USAGE);
  }

  /** Returns a schema that must exist, with the tables of the usage. */
  public static Schema existingWithUsage(StoreSettings settings) {
    return new Schema(ConnectionSource.ofExisting(settings), false, false, TableVersion.USAGE);
  }

  /** Returns a schema that is created when it is missing, in the database of a source. */
  public static Schema createdIfMissing(ConnectionSource source) {
    return new Schema(source, false, true, TableVersion.REVOCATIONS);
  }

  /** Returns a schema with the tables of the records, in the database of a source. */
  public static Schema withRecords(ConnectionSource source) {
    return new Schema(source, false, true, TableVersion.RECORDS);
  }

  public ConnectionSource source() {
    return source;
  }

  /**
   * Makes the database ready and returns its dialect.
   *
   * @param executor one that has not been used
   * @throws StoreSettingException when the database must not be used
   */
  public Dialect prepareDatabase(ConnectionExecutor executor) {
    source.files().ifPresent(files -> files.restrictPermissions(creates));
    try {
      Dialect dialect = executor.call(this::checkDatabase);
      String schema = executor.call(one -> dialect.schemaOf(one, version.set().firstTable()));
      if (!schema.isEmpty() && version.set() == TableSet.KEYS) {
        requireSubjectForm(executor, dialect);
      }
      if (creates) {
        createTables(executor, dialect, schema);
      } else if (schema.isEmpty()) {
        throw missingStore();
      }
      if (executor.call(one -> dialect.schemaOf(one, version.lastTable())).isEmpty()) {
        throw missingTables();
      }
      return dialect;
    } catch (StatusUnavailableException e) {
      if (!creates && isMissingDatabase(e.getCause())) {
        throw missingStore();
      }
      throw cannotOpen(e);
    }
  }

  private void requireSubjectForm(ConnectionExecutor executor, Dialect dialect) {
    SubjectIdVersion.problemWith(
            executor.call(connection -> new FeedHeadRow(connection, dialect).subjectForm()))
        .ifPresent(
            problem -> {
              throw settingProblem(problem);
            });
  }

  private static boolean isMissingDatabase(@Nullable Throwable cause) {
    return cause instanceof SQLException e && NO_DATABASE.contains(String.valueOf(e.getSQLState()));
  }

  private StoreSettingException missingTables() {
    if (creates) {
      return settingProblem(version.missing());
    }
    return settingProblem(version.notCreated());
  }

  private StoreSettingException missingStore() {
    return settingProblem(
        "there is no store of Nexus Auth in this database and schema; if they are the right ones,"
            + " create it by "
            + version.command()
            + ", or by starting the application");
  }

  private StoreSettingException cannotOpen(StatusUnavailableException e) {
    String problem = "the database cannot be opened: " + e.getMessage();
    if (e.getCause() instanceof SQLException cause && LOCKED.equals(cause.getSQLState())) {
      return settingProblem(problem);
    }
    return settingProblem(problem + "; is it up, and the user's password right?");
  }

  private Dialect checkDatabase(Connection connection) throws SQLException {
    Dialect dialect =
        Dialect.find(connection)
            .orElseThrow(() -> settingProblem("the database must be H2 or PostgreSQL"));
    if (version.set().isDurable()) {
      requireDurability(connection, dialect);
    }
    if (TransportSecurity.mayCrossANetwork(String.valueOf(connection.getMetaData().getURL()))) {
      Log.plainTextConnection(source.property());
    }
    return dialect;
  }

  private void requireDurability(Connection connection, Dialect dialect) throws SQLException {
    connection.setAutoCommit(true);
    dialect.makeDurable(connection);
    connection.setAutoCommit(false);
    List<String> weak = dialect.findWeaknesses(connection);
    if (!weak.isEmpty() && !assumeDurable) {
      throw settingProblem(
          "the database may lose what it acknowledged: "
              + String.join("; ", weak)
              + "; or vouch for it by nexus.auth.revocation.assume.durable=true");
    }
    weak.forEach(Log::assumedDurable);
  }

  /**
   * Creates what is missing, in the schema that has our tables already. In a schema before it on
   * the connection's path, empty tables would hide all revocations.
   *
   * @param schema where the first table is, or empty
   */
  private void createTables(ConnectionExecutor executor, Dialect dialect, String schema) {
    if (schema.isEmpty()) {
      runMigrations(executor, dialect, executor.call(one -> findSchema(one, dialect)));
    } else if (executor.call(one -> mayMigrate(one, dialect, schema))) {
      runMigrations(executor, dialect, schema);
    }
  }

  /** Returns where there is a history, or else tables of ours, or empty. */
  private String findSchema(Connection connection, Dialect dialect) throws SQLException {
    String found = dialect.schemaOf(connection, '"' + version.set().history() + '"');
    if (found.isEmpty()) {
      return dialect.schemaOf(connection, TableSet.KEYS.firstTable());
    }
    return found;
  }

  /** Without a history, or with tables that it does not know, a DBA has run the scripts. */
  private boolean mayMigrate(Connection connection, Dialect dialect, String schema)
      throws SQLException {
    return hasHistory(connection, schema)
        && (dialect.schemaOf(connection, version.lastTable()).isEmpty()
            || hasMigrated(connection, schema));
  }

  private boolean hasMigrated(Connection connection, String schema) throws SQLException {
    String query =
        "SELECT 1 FROM \"%s\".\"%s\" WHERE \"version\" = ?"
            .formatted(schema, version.set().history());
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, version.number());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private boolean hasHistory(Connection connection, String schema) throws SQLException {
    String query =
        "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      int parameter = 0;
      statement.setString(++parameter, schema);
      statement.setString(++parameter, version.set().history());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * Migrates the tables to the version that is needed. Revocations need no tables of records: a
   * user without the right to create them can go on verifying keys.
   *
   * @param schema where they are, or empty for the connection's own schema
   */
  private void runMigrations(ConnectionExecutor executor, Dialect dialect, String schema) {
    PoolSizeCheck.requireEnough(executor, source, PoolSizeCheck.CONNECTIONS, "the store");
    try {
      FluentConfiguration flyway =
          Flyway.configure(Schema.class.getClassLoader())
              .dataSource(source.connections())
              .locations(version.set().migrationLocation(dialect))
              .table(version.set().history())
              .target(version.number())
              .baselineOnMigrate(true) // The schema may hold other tables.
              .baselineVersion("0")
              .cleanDisabled(true);
      if (!schema.isEmpty()) {
        flyway.defaultSchema(schema);
      }
      migrateBesideOthers(flyway.load(), executor, dialect);
    } catch (FlywayException e) {
      throw settingProblem(
          "its tables cannot be made or are not as expected ("
              + e.getClass().getSimpleName()
              + "): give the user the right to, or have docs/revocation.md's files run by a DBA");
    }
  }

  /**
   * Nodes that start at the same time make the tables at the same time. In a schema that holds
   * other tables Flyway first makes a baseline, without a lock, and fails where another node was
   * faster: then it is tried again, until that node is done.
   */
  private void migrateBesideOthers(Flyway flyway, ConnectionExecutor executor, Dialect dialect) {
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        flyway.migrate();
        return;
      } catch (FlywayException e) {
        String history = '"' + version.set().history() + '"';
        if (executor.call(one -> dialect.schemaOf(one, history)).isEmpty()) {
          throw e; // Nobody makes them.
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    flyway.migrate();
  }

  private StoreSettingException settingProblem(String problem) {
    return new StoreSettingException(source.property(), problem);
  }
}
