package org.nexusauth.redis;

import java.util.Set;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.LimitStoreProvider;
import org.nexusauth.revocation.StoreSettings;

/**
 * Opens the limit store named {@code redis}, by the properties of {@link
 * RedisRevocationStoreProvider} and on a connection of its own. Redis need not be set up. Where it
 * does not answer at the start, the store is opened all the same, and connects later. Thread-safe.
 */
public final class RedisLimitStoreProvider implements LimitStoreProvider {

  /** For the service loader. */
  public RedisLimitStoreProvider() {}

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        RedisRevocationStoreProvider.URL,
        RedisRevocationStoreProvider.USER,
        RedisRevocationStoreProvider.PASSWORD);
  }

  @Override
  public LimitStore open(StoreSettings settings) {
    return RedisLimitStore.open(PrimaryLocator.forLimits(settings));
  }
}
