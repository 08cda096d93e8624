package org.nexusauth.redis;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.testkit.RevocationClockTck;
import redis.clients.jedis.Protocol.Command;

final class RedisClockIT extends RevocationClockTck {
  @RegisterExtension final Redis redis = new Redis();

  @Override
  protected RevocationFeed open(Clock clock) {
    RedisRevocationStore store = redis.open(clock);
    await().until(() -> redis.command(Command.HGET, Changes.HASH, "swept") != null);
    return store; // It has swept, and will not in an hour.
  }

  @Override
  protected void sweep() {
    redis.sweep();
  }
}
