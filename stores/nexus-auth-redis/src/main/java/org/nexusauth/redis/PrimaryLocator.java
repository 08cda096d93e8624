package org.nexusauth.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettings;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Finds the Redis that may be written to: the one at an address, the one that sentinels name, or
 * the one of a cluster that has our keys. Thread-safe.
 */
final class PrimaryLocator {
  private static final Timeouts REVOCATION_TIMEOUTS =
      new Timeouts(Duration.ofMillis(800), Duration.ofSeconds(1));
  private static final Timeouts LIMIT_TIMEOUTS =
      new Timeouts(Duration.ofMillis(250), Duration.ofMillis(250));
  private static final int MAX_REDIRECTS = 5;

  // Positions in a sentinel's answer.
  private static final int SENTINEL_HOST = 0;
  private static final int SENTINEL_PORT = 1;

  private final RedisUrl url;
  private final JedisClientConfig config;
  private final JedisClientConfig sentinelConfig;
  private final Consumer<RedisSession> check;

  /** How long to wait for a connection, and for an answer. */
  private record Timeouts(Duration connect, Duration socket) {}

  private PrimaryLocator(RedisUrl url, Timeouts timeouts, Consumer<RedisSession> check) {
    this.url = url;
    this.config =
        configBuilder(url, timeouts)
            .database(url.database())
            .user(url.user())
            .password(url.password())
            .build();
    this.sentinelConfig = configBuilder(url, timeouts).build();
    this.check = check;
  }

  /** Returns one for revocations: what it opens keeps what it acknowledged. */
  static PrimaryLocator of(StoreSettings settings) {
    Durability durability = new Durability(settings.assumeDurable());
    return new PrimaryLocator(
        RedisUrl.of(settings), REVOCATION_TIMEOUTS, durability::requireDurable);
  }

  /** Returns one for limits: it does not wait long, and need not be durable. */
  static PrimaryLocator forLimits(StoreSettings settings) {
    Eviction eviction = new Eviction();
    return new PrimaryLocator(RedisUrl.of(settings), LIMIT_TIMEOUTS, eviction::warnIfPossible);
  }

  private static DefaultJedisClientConfig.Builder configBuilder(RedisUrl url, Timeouts timeouts) {
    DefaultJedisClientConfig.Builder builder =
        DefaultJedisClientConfig.builder()
            .protocol(RedisProtocol.RESP2)
            .connectionTimeoutMillis(Math.toIntExact(timeouts.connect.toMillis()))
            .socketTimeoutMillis(Math.toIntExact(timeouts.socket.toMillis()))
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    if (url.tls()) {
      builder.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
    }
    return builder;
  }

  /**
   * Opens a session with the primary.
   *
   * @throws StatusUnavailableException when none is found, or it must not be used
   */
  RedisSession open(TrackedSocketFactory sockets) {
    StatusUnavailableException last = new StatusUnavailableException("there is no address");
    for (HostAndPort address : url.addresses()) {
      try {
        return openAt(address, sockets);
      } catch (StatusUnavailableException e) {
        last = e;
      } catch (RuntimeException e) { // The texts of Jedis and Redis may hold secrets.
        last = RedisFailures.toUnavailable(e);
      }
    }
    throw last;
  }

  private RedisSession openAt(HostAndPort address, TrackedSocketFactory sockets) {
    if (url.sentinel() == null) {
      return openPrimary(address, sockets);
    }
    return openPrimary(querySentinel(address, sockets), sockets);
  }

  private HostAndPort querySentinel(HostAndPort sentinel, TrackedSocketFactory sockets) {
    List<?> found;
    try (RedisSession session =
        new RedisSession(
            new Connection(sockets.factoryFor(sentinel, sentinelConfig), sentinelConfig))) {
      found =
          (List<?>)
              session.execute(
                  RedisCommand.of(
                      Command.SENTINEL, "get-master-addr-by-name", String.valueOf(url.sentinel())));
    }
    if (found == null) {
      throw new StatusUnavailableException("the sentinel knows no primary of this name");
    }
    String host = RedisRevocationData.text(found.get(SENTINEL_HOST));
    return new HostAndPort(
        host, Integer.parseInt(RedisRevocationData.text(found.get(SENTINEL_PORT))));
  }

  /** Follows redirects to the node of a cluster that has our keys. */
  private RedisSession openPrimary(HostAndPort first, TrackedSocketFactory sockets) {
    HostAndPort address = first;
    for (int i = 0; i < MAX_REDIRECTS; i++) {
      Optional<HostAndPort> next;
      RedisSession session =
          new RedisSession(new Connection(sockets.factoryFor(address, config), config));
      boolean opened = false;
      try {
        next = findRedirect(session, address);
        if (next.isEmpty()) {
          RedisSession.requirePrimary(session.executeNonNull(RedisCommand.of(Command.ROLE)));
          check.accept(session);
          opened = true;
          return session;
        }
      } finally {
        if (!opened) {
          session.close();
        }
      }
      address = next.get();
    }
    throw new StatusUnavailableException("the nodes of the cluster name each other");
  }

  private static Optional<HostAndPort> findRedirect(RedisSession session, HostAndPort here) {
    try {
      session.execute(RedisCommand.of(Command.HLEN, RedisRevocationData.HASH));
      return Optional.empty();
    } catch (JedisDataException e) {
      return Optional.of(parseMoved(e, here));
    }
  }

  /** Parses {@code MOVED slot host:port}, where an empty host is the host that answered. */
  private static HostAndPort parseMoved(JedisDataException error, HostAndPort here) {
    if (!RedisFailures.findCode(error).equals("MOVED")) {
      throw error;
    }
    String text = String.valueOf(error.getMessage());
    String address = text.substring(text.lastIndexOf(' ') + 1);
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    int port = Integer.parseInt(address.substring(colon + 1));
    if (host.isEmpty()) {
      return new HostAndPort(here.getHost(), port);
    }
    return new HostAndPort(host, port);
  }
}
