package org.nexusauth.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private static final Duration CONNECTING = Duration.ofMillis(800);
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final int MOVES = 5;

  private final RedisUrl url;
  private final JedisClientConfig config;
  private final Durability durability;

  private PrimaryLocator(RedisUrl url, JedisClientConfig config, Durability durability) {
    this.url = url;
    this.config = config;
    this.durability = durability;
  }

  static PrimaryLocator of(StoreSettings settings) {
    RedisUrl url = RedisUrl.of(settings);
    JedisClientConfig config =
        plain(url).database(url.database()).user(url.user()).password(url.password()).build();
    return new PrimaryLocator(url, config, new Durability(settings.assumeDurable()));
  }

  private static DefaultJedisClientConfig.Builder plain(RedisUrl url) {
    DefaultJedisClientConfig.Builder builder =
        DefaultJedisClientConfig.builder()
            .protocol(RedisProtocol.RESP2)
            .connectionTimeoutMillis(Math.toIntExact(CONNECTING.toMillis()))
            .socketTimeoutMillis(Math.toIntExact(SILENCE.toMillis()))
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    return url.tls()
        ? builder.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build())
        : builder;
  }

  /**
   * Opens a session with it, wherever it is now.
   *
   * @throws StatusUnavailableException when it is nowhere, or must not be used
   */
  RedisSession open(TrackedSocketFactory sockets) {
    RuntimeException last = null;
    for (HostAndPort address : url.addresses()) {
      try {
        return url.sentinel() == null ? at(address, sockets) : named(address, sockets);
      } catch (StatusUnavailableException e) {
        last = e;
      } catch (RuntimeException e) { // What Jedis throws holds addresses and Redis's own words.
        last = new StatusUnavailableException("Redis failed: " + RedisFailures.of(e));
      }
    }
    throw last == null ? new StatusUnavailableException("there is no address") : last;
  }

  private RedisSession named(HostAndPort sentinel, TrackedSocketFactory sockets) {
    List<?> found;
    try (RedisSession session =
        new RedisSession(
            new Connection(sockets.to(sentinel, plain(url).build()), plain(url).build()))) {
      found =
          (List<?>)
              session.ask(
                  RedisCommand.of(
                      Command.SENTINEL, "get-master-addr-by-name", String.valueOf(url.sentinel())));
    }
    if (found == null) {
      throw new StatusUnavailableException("the sentinel knows no primary of this name");
    }
    String host = ChangeStream.text(found.get(0));
    return at(new HostAndPort(host, Integer.parseInt(ChangeStream.text(found.get(1)))), sockets);
  }

  /** Follows to the node of a cluster that has our keys. */
  private RedisSession at(HostAndPort first, TrackedSocketFactory sockets) {
    HostAndPort address = first;
    for (int i = 0; i < MOVES; i++) {
      Optional<HostAndPort> next;
      RedisSession session = new RedisSession(new Connection(sockets.to(address, config), config));
      boolean good = false;
      try {
        next = elsewhere(session, address);
        if (next.isEmpty()) {
          RedisSession.seeThatItIsPrimary(session.answer(RedisCommand.of(Command.ROLE)));
          durability.check(session);
          good = true;
          return session;
        }
      } finally {
        if (!good) {
          session.close();
        }
      }
      address = next.get();
    }
    throw new StatusUnavailableException("the nodes of the cluster name each other");
  }

  private static Optional<HostAndPort> elsewhere(RedisSession session, HostAndPort here) {
    try {
      session.ask(RedisCommand.of(Command.HLEN, ChangeStream.HASH));
      return Optional.empty();
    } catch (JedisDataException e) {
      return Optional.of(moved(e, here));
    }
  }

  /** Reads {@code MOVED slot host:port}, where an empty host is the one that says so. */
  private static HostAndPort moved(JedisDataException refusal, HostAndPort here) {
    if (!RedisFailures.code(refusal).equals("MOVED")) {
      throw refusal;
    }
    String text = String.valueOf(refusal.getMessage());
    String address = text.substring(text.lastIndexOf(' ') + 1);
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    int port = Integer.parseInt(address.substring(colon + 1));
    return new HostAndPort(host.isEmpty() ? here.getHost() : host, port);
  }
}
