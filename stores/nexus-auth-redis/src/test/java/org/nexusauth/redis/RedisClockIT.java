package org.nexusauth.redis;

import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.testkit.RevocationClockTck;

final class RedisClockIT extends RevocationClockTck {
  @RegisterExtension final RedisExtension redis = new RedisExtension();

  @Override
  protected RevocationFeed open(Clock clock) {
    return redis.open(clock);
  }

  @Override
  protected void sweep() {
    redis.deleteExpired();
  }
}
