package org.nexusauth.redis;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Warns of a Redis that deletes counters before their windows end when its memory is full; on each
 * new connection. Thread-safe.
 */
final class Eviction {
  private static final String NO_LIMIT = "0";

  private final AtomicBoolean logged = new AtomicBoolean();

  /** Logs once that counters may be evicted. Says nothing where CONFIG is barred. */
  void warnIfPossible(RedisSession session) {
    try {
      String policy = readSetting(session, "maxmemory-policy");
      boolean evicts =
          !policy.equals("noeviction") && !readSetting(session, "maxmemory").equals(NO_LIMIT);
      if (evicts && logged.compareAndSet(false, true)) {
        Log.countersMayBeEvicted(policy);
      }
    } catch (JedisDataException e) {
      // CONFIG is barred.
    }
  }

  private static String readSetting(RedisSession session, String name) {
    RedisCommand reading = RedisCommand.of(Command.CONFIG, "GET", name);
    List<?> nameAndValue = (List<?>) session.executeNonNull(reading);
    if (nameAndValue.size() < 2) {
      return NO_LIMIT;
    }
    return RedisRevocationData.text(nameAndValue.get(1));
  }
}
