package org.nexusauth.jdbc.internal.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.nexusauth.config.UsageRetention;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.jdbc.internal.ConnectionSource;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.PoolSizeCheck;
import org.nexusauth.jdbc.internal.ReadExecutorPool;
import org.nexusauth.jdbc.internal.Schema;
import org.nexusauth.jdbc.internal.usage.table.DenialCursor;
import org.nexusauth.jdbc.internal.usage.table.DenialTable;
import org.nexusauth.jdbc.internal.usage.table.TableRights;
import org.nexusauth.jdbc.internal.usage.table.WriterTable;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.usage.store.UsageStoreException;

/**
 * Usage in a database. Batches are written on one thread and connection, rows are rolled up on
 * another, and reads have some of their own: none waits for another kind. Thread-safe.
 */
public final class JdbcUsageStore implements UsageStore {
  /** The readers, and one each for batches and rolling up, beside those of the revocations. */
  public static final int CONNECTIONS = ReadExecutorPool.COUNT + 2 + PoolSizeCheck.CONNECTIONS;

  /** How much of the minutes of all keys is read at a time. */
  private static final Duration CHUNK = Duration.ofMinutes(5);

  private final ConnectionSource source;
  private final Dialect dialect;
  private final UsageClock clock;
  private final BatchWriter batches;
  private final ReadExecutorPool readers;
  private final ConnectionExecutor writing;
  private final ConnectionExecutor maintaining;

  /** Written by who closes the store, read between the steps of the maintenance. */
  private volatile boolean closed;

  /** The time at which nodes write. */
  @FunctionalInterface
  public interface UsageClock {
    /** Returns the time. */
    Instant now(Connection connection) throws SQLException;
  }

  private JdbcUsageStore(ConnectionSource source, Dialect dialect, UsageClock clock) {
    this.source = source;
    this.dialect = dialect;
    this.clock = clock;
    this.batches = new BatchWriter(dialect, clock);
    this.readers = new ReadExecutorPool(source, dialect, "nexus-auth-usage-read-");
    this.writing = ConnectionExecutor.writingBatches(source, "nexus-auth-usage-write");
    this.maintaining = ConnectionExecutor.maintaining(source, "nexus-auth-usage-roll-up");
  }

  /** Opens the store for nodes, and creates what is missing in its database. */
  public static JdbcUsageStore open(StoreSettings settings) {
    JdbcUsageStore store = open(Schema.withUsage(settings), dialect -> dialect::currentTime);
    store.requireUsable();
    return store;
  }

  /** Opens the store for a tool, which may only read: creates nothing. */
  public static JdbcUsageStore openExisting(StoreSettings settings) {
    return open(Schema.existingWithUsage(settings), dialect -> dialect::currentTime);
  }

  /** Opens the store with a clock of its own, by which nodes write. */
  public static JdbcUsageStore open(StoreSettings settings, UsageClock clock) {
    return open(Schema.withUsage(settings), dialect -> clock);
  }

  private static JdbcUsageStore open(Schema schema, Function<Dialect, UsageClock> clock) {
    ConnectionSource source = schema.source();
    try (ConnectionExecutor preparing = ConnectionExecutor.reading(source)) {
      Dialect dialect = schema.prepareDatabase(preparing);
      PoolSizeCheck.requireEnough(
          preparing,
          source,
          CONNECTIONS,
          "nexus.auth.usage.store=jdbc, with the two of the revocation store,");
      return new JdbcUsageStore(source, dialect, clock.apply(dialect));
    }
  }

  /** The tables may be another user's, and the server a replica. */
  private void requireUsable() {
    try {
      writing.call(TableRights::requireAll);
    } catch (StatusUnavailableException e) {
      close();
      throw new StoreSettingException(
          source.property(),
          "the tables of usage cannot be used: "
              + e.getMessage()
              + "; give the user the rights that docs/usage-database.md lists, and name the primary");
    }
  }

  @Override
  public void write(UsageBatch batch) {
    translateFailures(
        "written",
        () ->
            writing.call(
                connection -> {
                  batches.writeBatch(connection, batch);
                  return true;
                }));
  }

  @Override
  public boolean maintain(Instant now, UsageRetention retention) {
    UsageMaintenance maintenance = new UsageMaintenance(dialect, now, retention);
    boolean did = false;
    UsageMaintenance.Progress progress;
    do {
      progress = translateFailures("rolled up", () -> maintaining.call(maintenance::runStep));
      did |= progress != UsageMaintenance.Progress.LOCKED_BY_OTHER;
    } while (progress == UsageMaintenance.Progress.MORE_TO_DO && !closed);
    return did;
  }

  @Override
  public UsageSeries readSeries(UsageScope scope, UsageRange range) {
    return readSeries(List.of(scope), range).getOrDefault(scope, new UsageSeries(range, Map.of()));
  }

  @Override
  public Map<UsageScope, UsageSeries> readSeries(Collection<UsageScope> scopes, UsageRange range) {
    return callReader(connection -> new SeriesReader(connection).readSeries(scopes, range));
  }

  @Override
  public List<DetailCount> readDetails(
      UsageScope scope, UsageDetail.Kind kind, UsageRange range, int max) {
    return callReader(connection -> new DetailReader(connection, kind).readMost(scope, range, max));
  }

  @Override
  public DenialPage readDenials(DenialQuery query) {
    DenialCursor after = Optional.ofNullable(query.after()).map(DenialCursor::decode).orElse(null);
    return callReader(connection -> new DenialTable(connection).readPage(query, after));
  }

  /** {@inheritDoc} The consumer is called on the caller's thread. */
  @Override
  public void readMinutes(Instant from, Instant to, Consumer<KeyMinute> consumer) {
    Instant next = from;
    while (next.isBefore(to)) {
      Instant start = next;
      Instant end = Collections.min(List.of(next.plus(CHUNK), to));
      callReader(connection -> new SeriesReader(connection).readMinutes(start, end))
          .forEach(consumer);
      next = end;
    }
  }

  @Override
  public Instant completeUpTo(Instant now) {
    return callReader(
        connection -> {
          Instant found =
              new WriterTable(connection).findCompleteUpTo(clock.now(connection)).orElse(now);
          return Collections.min(List.of(found, now));
        });
  }

  private <T> T callReader(ConnectionExecutor.Work<T> work) {
    return translateFailures("read", () -> readers.call(work));
  }

  /** A call of the database that may fail. */
  private interface DatabaseCall<T> {
    T run();
  }

  /** Without the cause, whose text is the driver's. */
  private static <T> T translateFailures(String action, DatabaseCall<T> call) {
    try {
      return call.run();
    } catch (StatusUnavailableException e) {
      throw new UsageStoreException("usage cannot be " + action + " now: " + e.getMessage(), null);
    }
  }

  @Override
  public void close() {
    closed = true;
    writing.close();
    maintaining.close();
    readers.close();
  }
}
