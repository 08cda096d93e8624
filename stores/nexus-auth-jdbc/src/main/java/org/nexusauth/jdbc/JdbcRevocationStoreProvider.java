package org.nexusauth.jdbc;

import java.util.Set;
import java.util.UUID;
import org.nexusauth.jdbc.internal.JdbcProperties;
import org.nexusauth.jdbc.internal.Schema;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.StoreSetup;

/**
 * Opens the store named {@code jdbc}: H2 or PostgreSQL, by the JNDI name of a data source or by a
 * URL. Thread-safe.
 */
public final class JdbcRevocationStoreProvider implements RevocationStoreProvider, StoreSetup {
  /** The JNDI name of a {@link javax.sql.DataSource}. */
  public static final String DATASOURCE = JdbcProperties.DATASOURCE;

  /** A JDBC URL, instead of a data source. */
  public static final String URL = JdbcProperties.URL;

  /** The user who opens the URL. */
  public static final String USER = JdbcProperties.USER;

  /** The user's password. */
  public static final String PASSWORD = JdbcProperties.PASSWORD;

  /** For the service loader. */
  public JdbcRevocationStoreProvider() {}

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public Set<String> properties() {
    return Set.of(DATASOURCE, URL, USER, PASSWORD);
  }

  /** {@inheritDoc} A missing schema is created, and the database's durability checked. */
  @Override
  public RevocationFeed open(StoreSettings settings) {
    JdbcRevocationStore store = JdbcRevocationStore.open(Schema.createdIfMissing(settings));
    store.startCleaning();
    return store;
  }

  /** {@inheritDoc} Neither a schema nor a file of H2 is created. */
  @Override
  public RevocationFeed openExisting(StoreSettings settings) {
    return JdbcRevocationStore.open(Schema.existing(settings));
  }

  @Override
  public String init(StoreSettings settings) {
    try (JdbcRevocationStore store = JdbcRevocationStore.open(Schema.createdIfMissing(settings))) {
      return store.generation();
    }
  }

  @Override
  public String renewGeneration(StoreSettings settings) {
    try (JdbcRevocationStore store = JdbcRevocationStore.open(Schema.existing(settings))) {
      return store.renewGeneration(UUID.randomUUID().toString());
    }
  }
}
