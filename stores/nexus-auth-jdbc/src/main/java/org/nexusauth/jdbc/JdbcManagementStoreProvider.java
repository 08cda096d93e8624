package org.nexusauth.jdbc;

import org.nexusauth.jdbc.internal.Schema;
import org.nexusauth.jdbc.internal.record.JdbcManagementStore;
import org.nexusauth.management.store.ManagementStoreProvider;
import org.nexusauth.revocation.StoreSettings;

/**
 * Opens the records named {@code jdbc}: H2 or PostgreSQL, by the properties of {@link
 * JdbcRevocationStoreProvider}. Thread-safe.
 */
public final class JdbcManagementStoreProvider implements ManagementStoreProvider {
  /** For the service loader. */
  public JdbcManagementStoreProvider() {}

  @Override
  public String name() {
    return "jdbc";
  }

  /** {@inheritDoc} Missing tables are created, and the database's durability checked. */
  @Override
  public OpenedManagementStore open(StoreSettings settings, boolean joinsRevocations) {
    return open(Schema.withRecords(settings), joinsRevocations);
  }

  /** {@inheritDoc} Neither tables nor a file of H2 are created. */
  @Override
  public OpenedManagementStore openExisting(StoreSettings settings, boolean joinsRevocations) {
    return open(Schema.existingWithRecords(settings), joinsRevocations);
  }

  private static OpenedManagementStore open(Schema schema, boolean joinsRevocations) {
    JdbcManagementStore store = JdbcManagementStore.open(schema, joinsRevocations);
    return new OpenedManagementStore(store, store);
  }
}
