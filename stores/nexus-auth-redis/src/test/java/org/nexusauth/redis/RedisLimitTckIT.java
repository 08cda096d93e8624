package org.nexusauth.redis;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.redis.FaultyRedisProxy.Loss;
import org.nexusauth.testkit.LimitStoreTck;
import redis.clients.jedis.Protocol.Command;

/** Each node has a proxy before Redis, which can lose answers. Nothing is set up. */
final class RedisLimitTckIT extends LimitStoreTck {
  @RegisterExtension final RedisExtension redis = new RedisExtension("--appendonly", "no");
  private final Map<LimitStore, FaultyRedisProxy> proxies = new HashMap<>();

  @Override
  protected LimitStore open(Clock nodeClock) throws IOException {
    FaultyRedisProxy proxy = new FaultyRedisProxy(redis.port());
    LimitStore store = RedisNode.openLimits(proxy.url());
    proxies.put(store, proxy);
    return store;
  }

  @AfterEach
  void closeProxies() throws IOException {
    for (FaultyRedisProxy proxy : proxies.values()) {
      proxy.close();
    }
  }

  @Override
  protected boolean loseCounters() {
    redis.command(Command.FLUSHALL);
    return true;
  }

  @Override
  protected boolean loseNextAnswer(LimitStore node) {
    proxies.get(node).loseNextAnswer(Loss.END);
    return true;
  }

  @Override
  protected boolean interrupt() {
    redis.kill();
    return true;
  }
}
