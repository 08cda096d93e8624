package org.nexusauth.redis;

import java.util.Set;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.StoreSetup;

/**
 * Opens the store named {@code redis}: one server, Sentinel or Cluster, by a URL. Thread-safe.
 *
 * <p>A Redis is used only after it was set up once by {@link #init}: a node cannot distinguish an
 * empty new Redis from one that lost everything.
 */
public final class RedisRevocationStoreProvider implements RevocationStoreProvider, StoreSetup {
  /**
   * Where Redis is: {@code redis://host:port/database}, {@code rediss://} with TLS, several hosts
   * with commas between, {@code redis-sentinel://host:port,host:port/database#name}.
   */
  public static final String URL = "nexus.auth.redis.url";

  /** The user of Redis's access control list. */
  public static final String USER = "nexus.auth.redis.user";

  /** The user's password, or the one of the whole Redis. */
  public static final String PASSWORD = "nexus.auth.redis.password";

  /** For the service loader. */
  public RedisRevocationStoreProvider() {}

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Set<String> properties() {
    return Set.of(URL, USER, PASSWORD);
  }

  /** {@inheritDoc} Redis must have been set up, and its durability is checked. */
  @Override
  public RevocationFeed open(StoreSettings settings) {
    RedisRevocationStore store = RedisRevocationStore.open(PrimaryLocator.of(settings));
    store.startCleaning();
    return store;
  }

  /** {@inheritDoc} Nothing is deleted either. */
  @Override
  public RevocationFeed openExisting(StoreSettings settings) {
    return RedisRevocationStore.open(PrimaryLocator.of(settings));
  }

  @Override
  public String init(StoreSettings settings) {
    return StoreInitializer.createGeneration(PrimaryLocator.of(settings));
  }

  @Override
  public String renewGeneration(StoreSettings settings) {
    return StoreInitializer.replaceGeneration(PrimaryLocator.of(settings));
  }
}
