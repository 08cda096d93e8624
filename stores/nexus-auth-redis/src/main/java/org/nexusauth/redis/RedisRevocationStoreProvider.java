package org.nexusauth.redis;

import java.util.Set;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.status.RevocationStoreProvider;
import org.nexusauth.status.StoreSettingException;
import org.nexusauth.status.StoreSettings;

/**
 * Opens the store named {@code redis}: one server, Sentinel or Cluster, by a URL. Thread-safe.
 *
 * <p>A Redis is used only after it was set up once by {@link #init}: a node that finds nothing
 * there cannot tell a new Redis from one that lost everything.
 */
public final class RedisRevocationStoreProvider implements RevocationStoreProvider {
  /**
   * Where Redis is: {@code redis://host:port/database}, {@code rediss://} with TLS, several hosts
   * with commas between, {@code redis-sentinel://host:port,host:port/database#name}.
   */
  public static final String URL = "nexus.auth.redis.url";

  /** The user of Redis's access control list. */
  public static final String USER = "nexus.auth.redis.user";

  /** The user's password, or the one of the whole Redis. */
  public static final String PASSWORD = "nexus.auth.redis.password";

  /** Makes the provider; the service loader does. */
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
    return RedisRevocationStore.open(Primary.of(settings));
  }

  /**
   * Sets an empty Redis up: makes its generation. One that was set up before is left as it is.
   *
   * @return the generation, which tells this Redis from another one
   * @throws StoreSettingException when a property is missing or wrong, or Redis must not be used as
   *     it is set up, or holds changes without a generation
   * @throws org.nexusauth.status.StatusUnavailableException when it stops answering meanwhile
   */
  public String init(StoreSettings settings) {
    return SettingUp.init(Primary.of(settings));
  }

  /**
   * Gives a Redis that was set up another generation, after it was restored from a copy: nodes that
   * knew the former one refuse every key until they are started anew.
   *
   * @return the new generation
   * @throws StoreSettingException when a property is missing or wrong, or Redis must not be used as
   *     it is set up, or was never set up
   * @throws org.nexusauth.status.StatusUnavailableException when it stops answering meanwhile
   */
  public String renewGeneration(StoreSettings settings) {
    return SettingUp.renew(Primary.of(settings));
  }
}
