package org.nexusauth.jdbc.internal.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.jdbc.internal.ConnectionSource;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.PoolSizeCheck;
import org.nexusauth.jdbc.internal.ReadExecutorPool;
import org.nexusauth.jdbc.internal.Schema;
import org.nexusauth.jdbc.internal.WorkFailure;
import org.nexusauth.jdbc.internal.revocation.RevocationTransaction;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.table.AuditTable;
import org.nexusauth.jdbc.internal.table.KeyUseTable;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * Records in a database. Changes are made on one thread, uses are merged on another, and reads have
 * some of their own: none waits for another kind. Thread-safe.
 */
public final class JdbcManagementStore implements ManagementStore, KeyUseStore {
  /** The readers, and one each for changes and uses, beside those of the revocations. */
  public static final int CONNECTIONS = ReadExecutorPool.COUNT + 2;

  private final Dialect dialect;
  private final boolean joinsRevocations;
  private final ReadExecutorPool readers;
  private final ConnectionExecutor writing;
  private final ConnectionExecutor merging;

  private JdbcManagementStore(ConnectionSource source, Dialect dialect, boolean joinsRevocations) {
    this.dialect = dialect;
    this.joinsRevocations = joinsRevocations;
    this.readers = new ReadExecutorPool(source, dialect, "nexus-auth-records-read-");
    this.writing = ConnectionExecutor.writing(source, "nexus-auth-records-write");
    this.merging = ConnectionExecutor.writing(source, "nexus-auth-records-use");
  }

  /** Opens the store, and creates what is missing in its database. */
  public static JdbcManagementStore open(Schema schema, boolean joinsRevocations) {
    try (ConnectionExecutor preparing = ConnectionExecutor.reading(schema.source())) {
      Dialect dialect = schema.prepareDatabase(preparing);
      PoolSizeCheck.requireEnough(
          preparing,
          schema.source(),
          CONNECTIONS,
          "nexus.auth.management.store=jdbc, beside the revocation store,");
      return new JdbcManagementStore(schema.source(), dialect, joinsRevocations);
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Function<? super RecordReader, T> work) {
    return translate(
        () ->
            readers.call(
                connection ->
                    RecordTransaction.runRepeatable(
                        () -> work.apply(new JdbcRecordReader(over(connection))))));
  }

  /** {@inheritDoc} The work runs on a thread of the store. */
  @Override
  public <T extends @Nullable Object> T write(Function<? super RecordWriter, T> work) {
    return translate(() -> writing.call(connection -> write(connection, work)));
  }

  private <T extends @Nullable Object> T write(
      Connection connection, Function<? super RecordWriter, T> work) throws SQLException {
    JdbiTemplate sql = lockHead(connection);
    return RecordTransaction.runOnce(
        () -> {
          T result = work.apply(new JdbcRecordWriter(sql, revocationsOver(connection)));
          connection.commit();
          return result;
        });
  }

  private JdbiTemplate lockHead(Connection connection) throws SQLException {
    JdbiTemplate sql = over(connection);
    RecordTransaction.runRepeatable(
        () -> {
          dialect.beginWriting(connection);
          new AuditTable(sql).lockHead();
          return true;
        });
    return sql;
  }

  private @Nullable RevocationWriter revocationsOver(Connection connection) {
    if (!joinsRevocations) {
      return null;
    }
    return new TransactionalRevocationWriter(
        new RevocationTransaction(connection, dialect, Clock.systemUTC()));
  }

  @Override
  public void mergeKeyUses(String node, Map<KeyRef, KeyUse> uses) {
    translate(
        () ->
            merging.call(
                connection ->
                    RecordTransaction.runRepeatable(
                        () -> {
                          new KeyUseTable(over(connection)).merge(node, uses);
                          return true;
                        })));
  }

  /** {@inheritDoc} As a change of records does, so that one node folds at a time. */
  @Override
  public int foldKeyUses(Instant lastUsedBefore, int max) {
    return translate(
        () ->
            merging.call(
                connection -> {
                  JdbiTemplate sql = lockHead(connection);
                  return RecordTransaction.runRepeatable(
                      () -> new KeyUseTable(sql).fold(lastUsedBefore, max));
                }));
  }

  private JdbiTemplate over(Connection connection) {
    return new JdbiTemplate(connection, dialect);
  }

  /** A call of the database that may fail. */
  private interface DatabaseCall<T extends @Nullable Object> {
    T run();
  }

  private static <T extends @Nullable Object> T translate(DatabaseCall<T> call) {
    try {
      return call.run();
    } catch (WorkFailure e) {
      throw e.problem();
    } catch (StatusUnavailableException e) {
      // Without its cause, whose text is the driver's.
      throw ManagementException.unavailable(
          "The records cannot be read or changed now: " + e.getMessage() + ". Try again later.",
          null);
    }
  }

  @Override
  public boolean joinsRevocations() {
    return joinsRevocations;
  }

  @Override
  public void close() {
    readers.close();
    writing.close();
    merging.close();
  }
}
