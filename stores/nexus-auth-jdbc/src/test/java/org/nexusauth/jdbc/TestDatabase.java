package org.nexusauth.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.jdbc.internal.ConnectionSource;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.Schema;
import org.nexusauth.jdbc.internal.record.JdbcManagementStore;
import org.nexusauth.jdbc.internal.revocation.ExpiredRows;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.StoreSettings;

/** A database of a test: opened as the core opens it, and looked at from outside. */
final class TestDatabase {
  private final String url;
  private final String end;
  private final boolean durable;

  /**
   * @param end the statement that takes it away
   * @param durable whether it says of itself that it keeps what it acknowledged
   */
  TestDatabase(String url, String end, boolean durable) {
    this.url = url;
    this.end = end;
    this.durable = durable;
  }

  static TestDatabase inMemory() {
    return new TestDatabase(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "SHUTDOWN", false);
  }

  static TestDatabase inFile(Path file) {
    return new TestDatabase("jdbc:h2:file:" + file.toAbsolutePath(), "SHUTDOWN", true);
  }

  String url() {
    return url;
  }

  /** Opens it as one more node. */
  JdbcRevocationStore open() {
    return open(Map.of());
  }

  /** Opens it as one more node, by the given properties beside the URL. */
  JdbcRevocationStore open(Map<String, String> more) {
    return open(more, !durable);
  }

  JdbcRevocationStore open(Map<String, String> more, boolean assumeDurable) {
    StoreSettings settings = settings(more, assumeDurable);
    return (JdbcRevocationStore) new JdbcRevocationStoreProvider().open(settings);
  }

  /** Opens it as one more node, whose clock is not this machine's. */
  JdbcRevocationStore open(Clock clock) {
    return JdbcRevocationStore.open(Schema.createdIfMissing(settings(Map.of(), !durable)), clock);
  }

  /** Opens the records in it, with the revocations joined to their transactions. */
  JdbcManagementStore openRecords() {
    return (JdbcManagementStore)
        new JdbcManagementStoreProvider().open(settings(Map.of(), !durable), true).records();
  }

  /** Sets it up and leaves it. */
  void init() {
    new JdbcRevocationStoreProvider().init(settings(Map.of(), !durable));
  }

  /** Opens what must be there at a URL, as a tool does. */
  JdbcRevocationStore openExisting(String url) {
    Map<String, String> values = Map.of(JdbcRevocationStoreProvider.URL, url);
    return (JdbcRevocationStore)
        new JdbcRevocationStoreProvider().openExisting(settings(values, !durable));
  }

  private StoreSettings settings(Map<String, String> more, boolean assumeDurable) {
    Map<String, String> values = new HashMap<>(more);
    values.putIfAbsent(JdbcRevocationStoreProvider.URL, url);
    return new StoreSettings(values, Duration.ofMillis(100), assumeDurable);
  }

  /** Deletes all that is expired, by this machine's clock. */
  void deleteExpired() {
    deleteExpired(Clock.systemUTC());
  }

  /** Deletes all that is expired, as a node with this clock does. */
  void deleteExpired(Clock clock) {
    ConnectionSource source = ConnectionSource.of(settings(Map.of(), !durable));
    try (ConnectionExecutor executor = ConnectionExecutor.writing(source)) {
      Dialect dialect = executor.call(Dialect::find).orElseThrow();
      ExpiredRows expired = new ExpiredRows(executor, dialect, clock);
      boolean all = false;
      while (!all) {
        all = executor.call(expired::deleteBatch);
      }
    }
  }

  /** Takes it away: in memory and in PostgreSQL for good, a file until it is opened again. */
  void shutDown() {
    execute(end);
  }

  void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Returns the number that a query says. */
  long number(String query) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }
}
