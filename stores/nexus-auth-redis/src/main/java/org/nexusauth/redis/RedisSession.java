package org.nexusauth.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StatusUnavailableException;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** A connection to a Redis. Used by one thread. */
final class RedisSession implements AutoCloseable {
  private final Connection connection;

  RedisSession(Connection connection) {
    this.connection = connection;
  }

  /** Returns what Redis answers. */
  @Nullable Object ask(RedisCommand request) {
    connection.sendCommand(request.command(), request.arguments());
    return connection.getOne();
  }

  /** Returns what Redis answers, which must be something. */
  Object answer(RedisCommand request) {
    return Objects.requireNonNull(ask(request));
  }

  /** Returns what Redis answers after a wait at most. */
  @Nullable Object ask(RedisCommand request, Duration wait) {
    int usual = connection.getSoTimeout();
    connection.setSoTimeout(usual + Math.toIntExact(wait.toMillis()));
    Object found = ask(request);
    connection.setSoTimeout(usual);
    return found;
  }

  /** Returns what Redis answers to requests between which nobody else's come. */
  List<?> together(RedisCommand... requests) {
    connection.sendCommand(Command.MULTI);
    for (RedisCommand request : requests) {
      connection.sendCommand(request.command(), request.arguments());
    }
    connection.sendCommand(Command.EXEC);
    for (int i = 0; i <= requests.length; i++) {
      connection.getOne();
    }
    List<?> found = (List<?>) Objects.requireNonNull(connection.getOne());
    for (Object one : found) {
      if (one instanceof JedisDataException refusal) {
        throw refusal;
      }
    }
    if (found.size() != requests.length) {
      throw new StatusUnavailableException("Redis answers something else than it was asked");
    }
    return found;
  }

  /**
   * Sees to it that this is no replica, which may be late.
   *
   * @param role what Redis answers to ROLE
   */
  static void seeThatItIsPrimary(Object role) {
    String name = new String((byte[]) ((List<?>) role).get(0), UTF_8);
    if (!name.equals("master")) {
      throw new StatusUnavailableException("this Redis is a replica: name the primary");
    }
  }

  /** Ends the connection. */
  @Override
  public void close() {
    try {
      connection.disconnect();
    } catch (RuntimeException e) {
      // It was broken before.
    }
  }
}
