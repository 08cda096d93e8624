package org.nexusauth.redis;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.revocation.StoreSettings;

/** Opens stores as the core opens them. */
final class RedisNode {
  private static final RedisRevocationStoreProvider PROVIDER = new RedisRevocationStoreProvider();

  private RedisNode() {}

  static StoreSettings settings(String url, Map<String, String> more, boolean assumeDurable) {
    Map<String, String> values = new HashMap<>(more);
    values.put(RedisRevocationStoreProvider.URL, url);
    return new StoreSettings(values, Duration.ofMillis(100), assumeDurable);
  }

  /** Sets a Redis up and returns the generation. */
  static String init(String url) {
    return PROVIDER.init(settings(url, Map.of(), false));
  }

  static RedisRevocationStore open(String url) {
    return open(settings(url, Map.of(), false));
  }

  static RedisRevocationStore open(StoreSettings settings) {
    return (RedisRevocationStore) PROVIDER.open(settings);
  }

  /** Opens the limit store. */
  static LimitStore openLimits(String url) {
    return openLimits(settings(url, Map.of(), false));
  }

  static LimitStore openLimits(StoreSettings settings) {
    return new RedisLimitStoreProvider().open(settings);
  }

  /** Opens what is there, as a tool does. */
  static RedisRevocationStore openExisting(String url) {
    return (RedisRevocationStore) PROVIDER.openExisting(settings(url, Map.of(), false));
  }
}
