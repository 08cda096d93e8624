package org.nexusauth.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nexusauth.revocation.StatusUnavailableException;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Checks that a Redis keeps what it acknowledged: on each new connection, since Redis may have been
 * configured differently since. Thread-safe.
 */
final class Durability {
  private static final Map<String, String> REQUIRED =
      new TreeMap<>(
          Map.of(
              "appendonly", "yes",
              "appendfsync", "always",
              "no-appendfsync-on-rewrite", "no",
              "maxmemory-policy", "noeviction"));

  private final boolean assumed;
  private final AtomicBoolean logged = new AtomicBoolean();

  Durability(boolean assumed) {
    this.assumed = assumed;
  }

  /**
   * Checks the configuration. A weakness that the operator accepts is logged once.
   *
   * @throws StatusUnavailableException when Redis may lose revocations
   */
  void requireDurable(RedisSession session) {
    List<String> weak = findWeaknesses(session);
    if (weak.isEmpty()) {
      return;
    }
    if (!assumed) {
      throw new StatusUnavailableException(
          "Redis may lose what it acknowledged: "
              + String.join("; ", weak)
              + "; or vouch for it by nexus.auth.revocation.assume.durable=true");
    }
    if (logged.compareAndSet(false, true)) {
      weak.forEach(Log::assumedDurable);
    }
  }

  private static List<String> findWeaknesses(RedisSession session) {
    List<String> weak = new ArrayList<>();
    REQUIRED.forEach(
        (name, required) -> findWeakness(session, name, required).ifPresent(weak::add));
    return weak;
  }

  private static Optional<String> findWeakness(RedisSession session, String name, String required) {
    try {
      String value = readSetting(session, name);
      if (value.equals(required)) {
        return Optional.empty();
      }
      return Optional.of("%s is %s: run CONFIG SET %s %s".formatted(name, value, name, required));
    } catch (JedisDataException e) {
      return Optional.of(
          "%s is unknown, since CONFIG GET is barred (%s)"
              .formatted(name, RedisFailures.describeFailure(e)));
    }
  }

  /** CONFIG GET answers with the name and the value. */
  private static String readSetting(RedisSession session, String name) {
    RedisCommand reading = RedisCommand.of(Command.CONFIG, "GET", name);
    List<?> nameAndValue = (List<?>) session.executeNonNull(reading);
    if (nameAndValue.size() < 2) {
      return "unknown";
    }
    return RedisRevocationData.text(nameAndValue.get(1));
  }
}
