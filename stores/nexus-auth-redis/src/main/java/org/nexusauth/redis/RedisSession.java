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

  /** Returns the answer to a command. */
  @Nullable Object execute(RedisCommand request) {
    connection.sendCommand(request.command(), request.arguments());
    return connection.getOne();
  }

  /** Returns the answer to a command that never answers null. */
  Object executeNonNull(RedisCommand request) {
    return Objects.requireNonNull(execute(request));
  }

  /** Returns the answer to a command for which Redis waits at most so long. */
  @Nullable Object executeBlocking(RedisCommand request, Duration wait) {
    int usual = connection.getSoTimeout();
    connection.setSoTimeout(usual + Math.toIntExact(wait.toMillis()));
    Object found = execute(request);
    connection.setSoTimeout(usual);
    return found;
  }

  /** Returns the answers to commands in one transaction. */
  List<?> executeAtomically(RedisCommand... requests) {
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
      if (one instanceof JedisDataException error) {
        throw error;
      }
    }
    if (found.size() != requests.length) {
      throw new StatusUnavailableException("Redis returned an unexpected number of answers");
    }
    return found;
  }

  /**
   * Throws when this is a replica, which may be late.
   *
   * @param role the answer to {@code ROLE}
   */
  static void requirePrimary(Object role) {
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
