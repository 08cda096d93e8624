package org.nexusauth.redis;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.testkit.RevocationFeedTck;

final class RedisTckIT extends RevocationFeedTck {
  @RegisterExtension final RedisExtension redis = new RedisExtension();

  @Override
  protected RevocationFeed open() {
    return redis.open();
  }

  @Override
  protected boolean sweep() {
    redis.deleteExpired();
    return true;
  }

  @Override
  protected void restart() {
    redis.restart();
  }

  @Override
  protected boolean interrupt() {
    redis.kill();
    return true;
  }
}
