package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;
import redis.clients.jedis.Protocol.Command;

/** What may be forgotten, and what is never. */
final class ExpiredEntriesIT {
  private final Instant dayAgo = Instant.now().minus(Duration.ofDays(1));
  private final Instant expired = dayAgo.minusSeconds(60);

  @RegisterExtension final RedisExtension redis = new RedisExtension();

  @Test
  void sweep_forgetsWhatExpiredADayAgo_inHashAndStream() {
    try (RedisRevocationStore store = redis.open()) {
      store.revoke(RedisStoreActions.revocation("expired", expired));
      store.revoke(RedisStoreActions.revocation("recent", dayAgo.plusSeconds(60)));
      store.revoke(RedisStoreActions.revocation("unknown"));

      redis.deleteExpired();

      assertThat(RedisStoreActions.told(store))
          .containsExactlyInAnyOrder(
              RedisStoreActions.id("recent"), RedisStoreActions.id("unknown"));
      assertThat(redis.command(Command.HLEN, RedisRevocationData.HASH))
          .as("two and the heads")
          .isEqualTo(7L);
    }
  }

  @Test
  void sweptSubject_canBeRevokedAgainAndAPartOfItIsKept() {
    try (RedisRevocationStore store = redis.open()) {
      store.revoke(RedisStoreActions.revocation("key", expired));
      Revocation part =
          new Revocation(
              Subject.key(null, "org_1", "int_1", "part"),
              Instant.EPOCH,
              Instant.EPOCH.plusSeconds(9),
              null,
              "old");
      store.revoke(part);
      store.revoke(RedisStoreActions.revocation("part", expired));
      redis.deleteExpired();

      assertThat(store.revoke(RedisStoreActions.revocation("key")))
          .isEqualTo(RedisStoreActions.revocation("key"));
      assertThat(store.revoke(part)).isEqualTo(part);
      assertThat(RedisStoreActions.head(store).position())
          .as("the part was still known")
          .isEqualTo(4);
    }
  }

  @Test
  void sweep_ofMoreThanABatch_forgetsAllOfThem() {
    fill(2_000, expired.toEpochMilli() * 1_000);
    try (RedisRevocationStore store = redis.open()) {
      store.revoke(RedisStoreActions.revocation("last"));

      redis.deleteExpired();

      assertThat(RedisStoreActions.told(store)).containsExactly(RedisStoreActions.id("last"));
    }
  }

  @Test
  void node_sweepsByItself() {
    fill(2_000, expired.toEpochMilli() * 1_000);

    try (RedisRevocationStore store = redis.open()) {
      await().until(() -> redis.command(Command.XLEN, RedisRevocationData.STREAM).equals(0L));
      assertThat(store.changesAfter(Cursor.START, 10, Duration.ZERO).next().position())
          .isEqualTo(2_000);
    }
  }

  @Test
  void node_thatStartsSoonAfterASweep_doesNotSweep() {
    try (RedisRevocationStore store = redis.open()) {
      await().until(() -> redis.command(Command.HGET, RedisRevocationData.HASH, "swept") != null);
      store.revoke(RedisStoreActions.revocation("expired", expired));
    }
    String swept =
        RedisRevocationData.text(redis.command(Command.HGET, RedisRevocationData.HASH, "swept"));
    assertThat(Instant.ofEpochSecond(Long.parseLong(swept)))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    try (RedisRevocationStore store = redis.open()) {
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      assertThat(RedisStoreActions.told(store)).containsExactly(RedisStoreActions.id("expired"));
    }
  }

  @Test
  void tool_thatOpensIt_deletesNothing() {
    fill(1, expired.toEpochMilli() * 1_000);

    try (RedisRevocationStore store = RedisNode.openExisting(redis.url())) {
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      assertThat(RedisStoreActions.told(store)).hasSize(1);
    }
    assertThat(redis.command(Command.HGET, RedisRevocationData.HASH, "swept")).isNull();
  }

  private void fill(int many, long until) {
    redis.command(
        Command.EVAL,
        FillScript.SCRIPT,
        "2",
        RedisRevocationData.HASH,
        RedisRevocationData.STREAM,
        String.valueOf(many),
        String.valueOf(until));
  }
}
