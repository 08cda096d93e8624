package org.nexusauth.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nexusauth.revocation.StatusUnavailableException;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Whether a Redis keeps what it acknowledged: asked of each connection, since any may be anew. */
final class Durability {
  private static final Map<String, String> WANTED =
      new TreeMap<>(
          Map.of(
              "appendonly", "yes",
              "appendfsync", "always",
              "no-appendfsync-on-rewrite", "no",
              "maxmemory-policy", "noeviction"));

  private final boolean assumed;
  private boolean said;

  Durability(boolean assumed) {
    this.assumed = assumed;
  }

  /**
   * Checks it, and does as the operator vouches.
   *
   * @throws StatusUnavailableException when it may lose revocations
   */
  void check(RedisSession session) {
    List<String> weak = weaknesses(session);
    if (weak.isEmpty()) {
      return;
    }
    if (!assumed) {
      throw new StatusUnavailableException(
          "Redis may lose what it acknowledged: "
              + String.join("; ", weak)
              + "; or vouch for it by nexus.auth.revocation.assume.durable=true");
    }
    sayOnce(weak);
  }

  private synchronized void sayOnce(List<String> weak) {
    if (!said) {
      said = true;
      weak.forEach(Log::assumedDurable);
    }
  }

  private static List<String> weaknesses(RedisSession session) {
    List<String> weak = new ArrayList<>();
    WANTED.forEach((name, wanted) -> weakness(session, name, wanted).ifPresent(weak::add));
    return weak;
  }

  private static Optional<String> weakness(RedisSession session, String name, String wanted) {
    try {
      List<?> found = (List<?>) session.answer(RedisCommand.of(Command.CONFIG, "GET", name));
      String value = found.size() < 2 ? "unknown" : ChangeStream.text(found.get(1));
      return value.equals(wanted)
          ? Optional.empty()
          : Optional.of("%s is %s: run CONFIG SET %s %s".formatted(name, value, name, wanted));
    } catch (JedisDataException e) {
      return Optional.of(
          "%s is unknown, since CONFIG GET is barred (%s)".formatted(name, RedisFailures.of(e)));
    }
  }
}
