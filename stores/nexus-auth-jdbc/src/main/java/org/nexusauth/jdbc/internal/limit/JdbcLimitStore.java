package org.nexusauth.jdbc.internal.limit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.jdbc.internal.ConnectionSource;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.Log;
import org.nexusauth.jdbc.internal.PoolSizeCheck;
import org.nexusauth.jdbc.internal.Schema;
import org.nexusauth.jdbc.internal.UnrepeatableWorkException;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.kit.ExpiredEntryCleaner;

/**
 * Counters of limits in a database, over one connection and on a thread of its own. Each batch is
 * one transaction, on PostgreSQL one statement. Thread-safe.
 */
public final class JdbcLimitStore implements LimitStore {
  /** Its own one, and those of the revocations, which a node of the same pool may have. */
  public static final int CONNECTIONS = 1 + PoolSizeCheck.CONNECTIONS;

  private static final Duration CLEANING_INTERVAL = Duration.ofSeconds(1);

  private final LimitTables tables;
  private final ConnectionExecutor executor;
  private final ExpiredEntryCleaner cleaner;

  private JdbcLimitStore(LimitTables tables, ConnectionExecutor executor) {
    this.tables = tables;
    this.executor = executor;
    this.cleaner =
        new ExpiredEntryCleaner(
            (work, pause) -> executor.schedule(work, limitPause(pause)),
            () -> executor.runOnConnection(tables::deleteEnded),
            failure -> Log.limitCleaningFailed(ConnectionExecutor.describeFailure(failure)));
  }

  /** Windows end all the time, not once an hour. */
  private static Duration limitPause(Duration pause) {
    if (pause.compareTo(CLEANING_INTERVAL) > 0) {
      return CLEANING_INTERVAL;
    }
    return pause;
  }

  /** Opens the store, and creates what is missing in its database. */
  public static JdbcLimitStore open(StoreSettings settings) {
    return open(
        ConnectionSource.of(settings),
        ConnectionSource.ofCounting(settings),
        ConnectionExecutor.COUNT_TIMEOUT);
  }

  /**
   * Opens the store.
   *
   * @param preparing opens the connections that make the tables
   * @param counting opens the connection of the store
   * @param timeout how long an answer of the database may take
   */
  public static JdbcLimitStore open(
      ConnectionSource preparing, ConnectionSource counting, Duration timeout) {
    try (ConnectionExecutor first = ConnectionExecutor.reading(preparing)) {
      Dialect dialect = Schema.withLimits(preparing).prepareDatabase(first);
      PoolSizeCheck.requireEnough(
          first,
          preparing,
          CONNECTIONS,
          "nexus.auth.limit.store=jdbc, with the two of the revocation store,");
      LimitTables tables = tablesOf(dialect);
      requireUsable(first, tables, preparing);
      return new JdbcLimitStore(tables, ConnectionExecutor.counting(counting, dialect, timeout));
    }
  }

  /** Starts to delete windows that ended, in the background. */
  public void startCleaning() {
    cleaner.start();
  }

  private static LimitTables tablesOf(Dialect dialect) {
    return switch (dialect) {
      case H2 -> new H2LimitTables();
      case POSTGRESQL -> new PostgresLimitTables();
    };
  }

  /** The tables may be another user's, and the server a replica or of an old version. */
  private static void requireUsable(
      ConnectionExecutor executor, LimitTables tables, ConnectionSource source) {
    try {
      executor.call(
          connection -> {
            tables.take(connection, List.of());
            return tables.deleteEnded(connection);
          });
    } catch (StatusUnavailableException e) {
      throw new StoreSettingException(
          source.property(),
          "the tables of limits cannot be used: "
              + e.getMessage()
              + "; give the user the rights that docs/revocation.md lists, name the primary, and"
              + " take H2 2.2.224 or 2.4.240");
    }
  }

  @Override
  public List<Grant> take(List<Want> wants) {
    List<Grant> grants = new ArrayList<>(wants.size());
    for (List<Want> batch : split(wants)) {
      grants.addAll(callOnce(connection -> tables.take(connection, batch)));
    }
    return grants;
  }

  @Override
  public void giveBack(List<Unspent> unspent) {
    for (List<Unspent> batch : split(unspent)) {
      callOnce(
          connection -> {
            tables.giveBack(connection, batch);
            return true;
          });
    }
  }

  private <T> List<List<T>> split(List<T> items) {
    int size = tables.maxBatchSize();
    return IntStream.iterate(0, from -> from < items.size(), from -> from + size)
        .mapToObj(from -> items.subList(from, Math.min(items.size(), from + size)))
        .toList();
  }

  @Override
  public int announce(String node) {
    return executor.<Integer>call(connection -> tables.announce(connection, node));
  }

  /** The commit is a part of the work: it is not repeated when the database does not answer. */
  private <T> T callOnce(ConnectionExecutor.Work<T> work) {
    return executor.call(
        connection -> {
          try {
            T result = work.run(connection);
            commit(connection);
            return result;
          } catch (SQLException e) {
            throw new UnrepeatableWorkException(e);
          }
        });
  }

  private static void commit(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }

  @Override
  public void close() {
    cleaner.stop();
    executor.close();
  }
}
