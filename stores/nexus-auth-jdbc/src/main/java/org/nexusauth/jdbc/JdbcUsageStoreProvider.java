package org.nexusauth.jdbc;

import java.util.Set;
import org.nexusauth.jdbc.internal.usage.JdbcUsageStore;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.usage.store.UsageStoreProvider;

/**
 * Opens the usage store named {@code jdbc}: H2 or PostgreSQL, by the properties of {@link
 * JdbcRevocationStoreProvider}. Thread-safe.
 */
public final class JdbcUsageStoreProvider implements UsageStoreProvider {
  /** For the service loader. */
  public JdbcUsageStoreProvider() {}

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
  public UsageStore open(StoreSettings settings) {
    return JdbcUsageStore.open(settings);
  }

  /** {@inheritDoc} Neither tables nor a file of H2 are created. */
  @Override
  public UsageStore openExisting(StoreSettings settings) {
    return JdbcUsageStore.openExisting(settings);
  }
}
