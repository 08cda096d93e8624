package org.nexusauth.jdbc;

import java.util.Set;
import org.nexusauth.jdbc.internal.limit.JdbcLimitStore;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.LimitStoreProvider;
import org.nexusauth.revocation.StoreSettings;

/**
 * Opens the limit store named {@code jdbc}: H2 or PostgreSQL, by the properties of {@link
 * JdbcRevocationStoreProvider}. Thread-safe.
 */
public final class JdbcLimitStoreProvider implements LimitStoreProvider {
  /** For the service loader. */
  public JdbcLimitStoreProvider() {}

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public Set<String> properties() {
    return new JdbcRevocationStoreProvider().properties();
  }

  /** {@inheritDoc} Missing tables are created; those of revocations and records are not needed. */
  @Override
  public LimitStore open(StoreSettings settings) {
    JdbcLimitStore store = JdbcLimitStore.open(settings);
    store.startCleaning();
    return store;
  }
}
