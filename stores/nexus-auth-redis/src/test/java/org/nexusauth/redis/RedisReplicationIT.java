package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.internal.FeedSettings;
import org.nexusauth.revocation.internal.ReplicatedStore;
import org.nexusauth.revocation.internal.ReplicationListener;
import redis.clients.jedis.Protocol.Command;

/** Nodes that follow one Redis, and what becomes of it. */
final class RedisReplicationIT {
  private static final KeySubject KEY = KeySubject.builder("key_1", "int_1", "org_1").build();

  @RegisterExtension final RedisExtension redis = new RedisExtension();
  private RedisRevocationStore store;
  private ReplicatedStore node;

  @BeforeEach
  void start() {
    store = redis.open();
    node = follow(store);
  }

  @AfterEach
  void stop() {
    node.close();
    store.close();
  }

  private static ReplicatedStore follow(RedisRevocationStore store) {
    ReplicatedStore node =
        ReplicatedStore.of(
            store, FeedSettings.STANDARD, Clock.systemUTC(), new ReplicationListener() {});
    await().until(() -> node.health().ready());
    return node;
  }

  private void seen(long position) {
    await().until(() -> node.health().cursor().position() == position);
  }

  private void isUnavailable(String problem) {
    await().untilAsserted(() -> assertThat(node.health().problem()).contains(problem));
    assertThatThrownBy(() -> node.statusOf(KEY)).isInstanceOf(StatusUnavailableException.class);
  }

  @Test
  void revoked_onOneNode_isRefusedOnTheOtherWithinASecond() {
    try (RedisRevocationStore other = redis.open();
        ReplicatedStore second = follow(other)) {
      assertThat(second.statusOf(KEY)).isEqualTo(KeyStatus.active());

      node.writer().revoke(RedisStoreActions.revocation("key_1"));

      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(1))
          .until(() -> second.statusOf(KEY).equals(KeyStatus.revoked("leaked")));
    }
  }

  @Test
  void wiped_redis_isNoticed() {
    node.writer().revoke(RedisStoreActions.revocation("key_2"));
    seen(1);
    redis.command(Command.FLUSHALL);

    await().untilAsserted(() -> assertThat(node.health().problem()).contains("no generation"));
    RedisNode.init(redis.url());
    isUnavailable("it is another one");
  }

  @Test
  void older_copy_isNoticed() {
    node.writer().revoke(RedisStoreActions.revocation("key_2"));
    node.writer().revoke(RedisStoreActions.revocation("key_3"));
    seen(2);
    redis.command(
        Command.EVAL,
        "redis.call('XDEL', KEYS[2], '0-2')"
            + " redis.call('HSET', KEYS[1], 'sequence', '1', 'entries', '1')",
        "2",
        RedisRevocationData.HASH,
        RedisRevocationData.STREAM);

    isUnavailable("it is older than what this node has seen");
  }

  @Test
  void stream_thatLostSomething_isNotTakenForAll() {
    node.writer().revoke(RedisStoreActions.revocation("key_2"));
    redis.command(Command.XTRIM, RedisRevocationData.STREAM, "MAXLEN", "0");

    await()
        .untilAsserted(
            () -> assertThat(node.health().problem()).contains("lost revocations, 0 of 1"));
    assertThatThrownBy(redis::open).hasMessageContaining("restore it");
    redis.command(Command.DEL, RedisRevocationData.STREAM);
    assertThatThrownBy(redis::open).hasMessageContaining("restore it");
  }

  @Test
  void primary_thatBecomesAReplica_isLeft() {
    redis.command(Command.REPLICAOF, "127.0.0.1", String.valueOf(RedisProcess.freePort()));

    await().untilAsserted(() -> assertThat(node.health().problem()).contains("is a replica"));
    assertThatThrownBy(() -> node.writer().revoke(RedisStoreActions.revocation("key_2")))
        .isInstanceOf(StatusUnavailableException.class);

    redis.command(Command.REPLICAOF, "NO", "ONE");
    await().atMost(Duration.ofSeconds(2)).until(() -> node.health().problem() == null);
  }

  @Test
  void restarted_redis_isFollowedOnWithinTwoSeconds() {
    node.writer().revoke(RedisStoreActions.revocation("key_2"));
    redis.kill();
    await().until(() -> node.health().problem() != null);
    assertThatThrownBy(() -> node.writer().revoke(RedisStoreActions.revocation("key_3")))
        .isInstanceOf(StatusUnavailableException.class);

    redis.start();

    await().atMost(Duration.ofSeconds(2)).until(() -> node.health().problem() == null);
    node.writer().revoke(RedisStoreActions.revocation("key_1"));
    seen(2);
  }

  @Test
  void connection_thatWasEnded_isOpenedAnewWithoutAnybodyNoticing() {
    redis.disconnectClients();

    store.revoke(RedisStoreActions.revocation("key_2"));
    assertThat(RedisStoreActions.told(store)).contains(RedisStoreActions.id("key_2"));
  }

  @Test
  void waiting_costsAFewCommandsAndNoMore() {
    redis.command(Command.CONFIG, "RESETSTAT");
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);

    String stats =
        new String((byte[]) redis.command(Command.INFO, "commandstats"), StandardCharsets.UTF_8);
    int waits = Integer.parseInt(stats.replaceAll("(?s).*cmdstat_xread:calls=(\\d+).*", "$1"));
    assertThat(waits).isBetween(10, 25);
  }

  @Test
  void closed_store_leavesNoThreadAndNoConnection() {
    assertThat(ours()).isPositive();
    assertThat(clients()).isEqualTo(3);
    node.close();

    store.close();

    await().atMost(Duration.ofSeconds(1)).until(() -> ours() == 0);
    await().until(() -> clients() == 1);
    assertThatThrownBy(() -> store.revoke(RedisStoreActions.revocation("key_1")))
        .isInstanceOf(StatusUnavailableException.class);
  }

  private static long ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("nexus-auth-redis"))
        .count();
  }

  /** This question's own is one of them. */
  private long clients() {
    byte[] list = (byte[]) redis.command(Command.CLIENT, "LIST", "TYPE", "normal");
    return new String(list, StandardCharsets.UTF_8).lines().count();
  }

  @Test
  void interrupted_caller_isTold() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> store.revoke(RedisStoreActions.revocation("key_1")))
        .isInstanceOf(StatusUnavailableException.class);
    assertThat(Thread.interrupted()).isTrue();
    store.revoke(RedisStoreActions.revocation("key_1"));
  }

  @Test
  void oddMoments_andReasonsAreKept() {
    Revocation odd =
        new Revocation(
            Subject.key(null, "org_1", "int_1", "odd"),
            Instant.MIN,
            Instant.ofEpochSecond(1, 1),
            Instant.MAX,
            "half \uD83D, NUL \0, 日本");

    Revocation later =
        new Revocation(
            Subject.key(null, "org_1", "int_1", "later"), Instant.MAX, Instant.MAX, null, "later");

    Revocation kept = store.revoke(odd);
    Revocation last = store.revoke(later);

    assertThat(kept.issuedBefore()).isEqualTo(Instant.ofEpochSecond(1, 1_000));
    assertThat(kept.reason()).isEqualTo("half \uFFFD, NUL \uFFFD, 日本");
    assertThat(kept.effectiveAt()).isBefore(Instant.parse("-4000-01-01T00:00:00Z"));
    assertThat(kept.until()).isAfter(Instant.parse("+200000-01-01T00:00:00Z"));
    assertThat(store.revoke(odd)).isEqualTo(kept);
    assertThat(store.revoke(later)).isEqualTo(last);
    assertThat(store.changesAfter(Cursor.START, 10, Duration.ZERO).changes())
        .isEqualTo(List.of(Change.of(kept), Change.of(last)));
  }

  @Test
  void switches_leaveOneChangeEach() {
    for (int i = 0; i < 5; i++) {
      store.setEnabled(Subject.agent("agent"), false, "off");
      store.setEnabled(Subject.agent("agent"), true, "on");
    }

    assertThat(redis.command(Command.XLEN, RedisRevocationData.STREAM)).isEqualTo(1L);
    assertThat(RedisStoreActions.head(store).position()).isEqualTo(10);
  }
}
