package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.SubjectId;

/** What was acknowledged is there after Redis was killed. */
final class RedisKillIT {
  @RegisterExtension final RedisExtension redis = new RedisExtension();

  @Test
  void acknowledged_revocations_outliveRedis() throws Exception {
    killed(10);
  }

  @Test
  @Tag("deep")
  void acknowledged_revocations_outliveAThousandKills() throws Exception {
    killed(1_000);
  }

  private void killed(int times) throws Exception {
    Set<SubjectId> acknowledged = new HashSet<>();
    try (RedisRevocationStore store = redis.open()) {
      for (int time = 0; time < times; time++) {
        CountDownLatch begun = new CountDownLatch(1);
        String run = "run-" + time + "-";
        CompletableFuture<Set<SubjectId>> revoking =
            CompletableFuture.supplyAsync(() -> revokeUntilKilled(store, run, begun));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(50_000_000));
        redis.kill();
        acknowledged.addAll(revoking.get(20, TimeUnit.SECONDS));
        redis.start();
      }
    }

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(times);
    try (RedisRevocationStore store = redis.open()) {
      assertThat(RedisStoreActions.told(store)).containsAll(acknowledged);
    }
  }

  private static Set<SubjectId> revokeUntilKilled(
      RedisRevocationStore store, String run, CountDownLatch begun) {
    Set<SubjectId> acknowledged = new HashSet<>();
    Instant end = Instant.now().plus(Duration.ofSeconds(10));
    boolean killed = false;
    while (!killed && Instant.now().isBefore(end)) {
      String id = run + acknowledged.size();
      try {
        store.revoke(RedisStoreActions.revocation(id));
        acknowledged.add(RedisStoreActions.id(id));
        begun.countDown();
      } catch (StatusUnavailableException e) {
        killed = begun.getCount() == 0; // Before the first it is still loading.
      }
    }
    return acknowledged;
  }
}
