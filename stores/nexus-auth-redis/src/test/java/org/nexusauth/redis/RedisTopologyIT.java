package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.SubjectId;
import redis.clients.jedis.Protocol.Command;

/** Wherever Redis is: behind TLS, in a cluster, named by sentinels, in another database. */
final class RedisTopologyIT {
  private static final String[] CLUSTER = {"--cluster-enabled", "yes"};
  private static final int HALF = 8_192;
  private static final SubjectId KEY = LimitActions.key(1);

  @TempDir Path folder;

  private Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  private static void use(String url) {
    RedisNode.init(url);
    try (RedisRevocationStore store = RedisNode.open(url)) {
      RedisStoreActions.useAll(store, RedisNode.settings(url, Map.of(), false));
    }
    try (LimitStore limits = RedisNode.openLimits(url)) {
      LimitActions.useAll(limits);
    }
  }

  @Test
  void database_ofTheUrl_isUsed() {
    try (RedisProcess redis = RedisProcess.start(folder)) {
      use(redis.url() + "/3");

      assertThat(redis.command(Command.EXISTS, RedisRevocationData.HASH)).isEqualTo(0L);
    }
  }

  @Test
  void address_thatIsAway_isPassedOver() {
    try (RedisProcess redis = RedisProcess.start(folder)) {
      use("redis://127.0.0.1:" + RedisProcess.freePort() + ",127.0.0.1:" + redis.port());
    }
  }

  @Test
  void certificate_isChecked() throws Exception {
    Certificate good = Certificate.of(folder, "127.0.0.1");
    Certificate other = Certificate.of(folder, "127.0.0.2");
    try (RedisProcess right = RedisProcess.start(folder("right"), good.arguments());
        RedisProcess wrong = RedisProcess.start(folder("wrong"), other.arguments())) {
      assertThatThrownBy(() -> RedisNode.init(tls(right)))
          .as("nobody knows the certificate")
          .isInstanceOf(StoreSettingException.class);
      Certificate.trusting(good, () -> use(tls(right)));
      Certificate.trusting(
          other,
          () ->
              assertThatThrownBy(() -> RedisNode.init(tls(wrong)))
                  .as("the certificate is for another host")
                  .isInstanceOf(StoreSettingException.class));
    }
  }

  private static String tls(RedisProcess redis) {
    List<?> answer = (List<?>) redis.command(Command.CONFIG, "GET", "tls-port");
    return "rediss://127.0.0.1:" + RedisRevocationData.text(answer.get(1));
  }

  @Test
  void cluster_isEnteredByAnyOfItsNodes() throws Exception {
    try (RedisProcess one = RedisProcess.start(folder("one"), CLUSTER);
        RedisProcess two = RedisProcess.start(folder("two"), CLUSTER)) {
      join(one, two);

      use(one.url());
      try (RedisRevocationStore store = RedisNode.open(two.url())) {
        assertThat(RedisStoreActions.told(store)).isNotEmpty();
      }
    }
  }

  @Test
  void slot_thatMoves_isFollowed() throws Exception {
    try (RedisProcess one = RedisProcess.start(folder("one"), CLUSTER);
        RedisProcess two = RedisProcess.start(folder("two"), CLUSTER)) {
      join(one, two);
      RedisNode.init(one.url());
      String slot =
          String.valueOf(one.command(Command.CLUSTER, "KEYSLOT", RedisRevocationData.HASH));
      boolean first = Integer.parseInt(slot) < HALF;
      RedisProcess from = first ? one : two;
      RedisProcess to = first ? two : one;
      try (RedisRevocationStore store = RedisNode.open(from.url())) {
        store.revoke(RedisStoreActions.revocation("before"));
        to.command(Command.CLUSTER, "SETSLOT", slot, "IMPORTING", name(from));
        from.command(Command.CLUSTER, "SETSLOT", slot, "MIGRATING", name(to));
        migrate(from, to);
        assertThatThrownBy(() -> store.revoke(RedisStoreActions.revocation("meanwhile")))
            .isInstanceOf(StatusUnavailableException.class);
        to.command(Command.CLUSTER, "SETSLOT", slot, "NODE", name(to));
        from.command(Command.CLUSTER, "SETSLOT", slot, "NODE", name(to));

        store.revoke(RedisStoreActions.revocation("after"));
        assertThat(RedisStoreActions.told(store))
            .containsExactlyInAnyOrder(
                RedisStoreActions.id("before"), RedisStoreActions.id("after"));
      }
    }
  }

  private static void migrate(RedisProcess from, RedisProcess to) {
    String port = String.valueOf(to.port());
    from.command(
        Command.MIGRATE,
        "127.0.0.1",
        port,
        "",
        "0",
        "5000",
        "KEYS",
        RedisRevocationData.HASH,
        RedisRevocationData.STREAM);
  }

  private static String name(RedisProcess node) {
    return RedisRevocationData.text(node.command(Command.CLUSTER, "MYID"));
  }

  private static void join(RedisProcess one, RedisProcess two) {
    one.command(Command.CLUSTER, slots(0, HALF));
    two.command(Command.CLUSTER, slots(HALF, 2 * HALF));
    one.command(Command.CLUSTER, "MEET", "127.0.0.1", String.valueOf(two.port()));
    await().until(() -> isComplete(one) && isComplete(two));
  }

  private static String[] slots(int from, int to) {
    return Stream.concat(Stream.of("ADDSLOTS"), IntStream.range(from, to).mapToObj(String::valueOf))
        .toArray(String[]::new);
  }

  private static boolean isComplete(RedisProcess node) {
    byte[] info = (byte[]) node.command(Command.CLUSTER, "INFO");
    String text = new String(info, StandardCharsets.UTF_8);
    return text.contains("cluster_state:ok") && text.contains("cluster_known_nodes:2");
  }

  @Test
  void sentinels_nameThePrimary() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder("redis"));
        RedisProcess sentinel = RedisProcess.sentinel(folder("sentinel"), redis.port())) {
      String sentinels =
          "redis-sentinel://127.0.0.1:%s,127.0.0.1:%s"
              .formatted(RedisProcess.freePort(), sentinel.port());
      use(sentinels + "#keys");

      assertThatThrownBy(() -> RedisNode.open(sentinels + "#others"))
          .isInstanceOf(StoreSettingException.class)
          .hasMessageContaining("knows no primary of this name");
    }
  }

  @Test
  void failover_isFollowed() throws Exception {
    try (RedisProcess first = RedisProcess.start(folder("first"));
        RedisProcess second = RedisProcess.start(folder("second"));
        RedisProcess sentinel = RedisProcess.sentinel(folder("sentinel"), first.port())) {
      String url = "redis-sentinel://127.0.0.1:%s#keys".formatted(sentinel.port());
      RedisNode.init(url);
      second.command(Command.REPLICAOF, "127.0.0.1", String.valueOf(first.port()));
      await().atMost(Duration.ofSeconds(30)).until(() -> knowsAReplica(sentinel));
      try (RedisRevocationStore store = RedisNode.open(url);
          LimitStore limits = RedisNode.openLimits(url)) {
        store.revoke(RedisStoreActions.revocation("before"));
        Grant taken = LimitActions.take(limits, KEY, 60);
        await().until(() -> second.command(Command.EXISTS, LimitCodec.keyOf(KEY)).equals(1L));
        Cursor seen = RedisStoreActions.head(store);
        first.kill();

        await()
            .atMost(Duration.ofSeconds(30))
            .ignoreException(StatusUnavailableException.class)
            .until(() -> store.revoke(RedisStoreActions.revocation("after")) != null);

        assertThat(RedisStoreActions.head(store).generation()).isEqualTo(seen.generation());
        await().ignoreExceptions().until(() -> limits.announce("node") == 1);
        assertThat(LimitActions.take(limits, KEY, 60).tokens()).isEqualTo(40);
        assertThat(LimitActions.take(limits, KEY, 0).generation()).isEqualTo(taken.generation());
        assertThat(RedisStoreActions.told(store))
            .contains(RedisStoreActions.id("before"), RedisStoreActions.id("after"));
      }
      assertThat(second.command(Command.HLEN, RedisRevocationData.HASH)).isNotEqualTo(0L);
    }
  }

  private static boolean knowsAReplica(RedisProcess sentinel) {
    List<?> replicas = (List<?>) sentinel.command(Command.SENTINEL, "replicas", "keys");
    return replicas.stream()
        .map(replica -> fields((List<?>) replica))
        .anyMatch(fields -> fields.contains("master-link-status ok"));
  }

  /** Returns the names and values of one replica in a line. */
  private static String fields(List<?> replica) {
    return replica.stream().map(RedisRevocationData::text).collect(Collectors.joining(" "));
  }

  @Test
  void user_ofRedis_isNotTheSentinels() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder("redis"), "--requirepass", "secret");
        RedisProcess sentinel = RedisProcess.sentinel(folder("sentinel"), redis.port())) {
      Map<String, String> password = Map.of(RedisRevocationStoreProvider.PASSWORD, "secret");
      String url = "redis-sentinel://127.0.0.1:%s#keys".formatted(sentinel.port());

      assertThat(new RedisRevocationStoreProvider().init(RedisNode.settings(url, password, false)))
          .isNotEmpty();
    }
  }
}
