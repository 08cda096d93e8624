package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.status.StoreSettingException;
import redis.clients.jedis.Protocol.Command;

/** Wherever Redis is: behind TLS, in a cluster, named by sentinels, in another database. */
final class PlacesIT {
  @TempDir Path folder;

  private Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  private static void use(String url) {
    RedisNode.init(url);
    try (RedisRevocationStore store = RedisNode.open(url)) {
      Trials.useAll(store);
    }
  }

  @Test
  void database_ofTheUrl_isUsed() {
    try (RedisProcess redis = RedisProcess.start(folder)) {
      use(redis.url() + "/3");

      assertThat(redis.command(Command.EXISTS, Changes.HASH)).isEqualTo(0L);
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
    return "rediss://127.0.0.1:" + Changes.text(answer.get(1));
  }

  @Test
  void cluster_isEnteredByAnyOfItsNodes() throws Exception {
    String[] cluster = {"--cluster-enabled", "yes"};
    try (RedisProcess one = RedisProcess.start(folder("one"), cluster);
        RedisProcess two = RedisProcess.start(folder("two"), cluster)) {
      one.command(Command.CLUSTER, slots(0, 8_192));
      two.command(Command.CLUSTER, slots(8_192, 16_384));
      one.command(Command.CLUSTER, "MEET", "127.0.0.1", String.valueOf(two.port()));
      await().until(() -> isComplete(one) && isComplete(two));

      use(one.url());
      try (RedisRevocationStore store = RedisNode.open(two.url())) {
        assertThat(Trials.told(store)).isNotEmpty();
      }
    }
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
          "redis-sentinel://127.0.0.1:%d,127.0.0.1:%d"
              .formatted(RedisProcess.freePort(), sentinel.port());
      use(sentinels + "#keys");

      assertThatThrownBy(() -> RedisNode.open(sentinels + "#others"))
          .isInstanceOf(StoreSettingException.class)
          .hasMessageContaining("knows no primary of this name");
    }
  }

  @Test
  void user_ofRedis_isNotTheSentinels() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder("redis"), "--requirepass", "secret");
        RedisProcess sentinel = RedisProcess.sentinel(folder("sentinel"), redis.port())) {
      Map<String, String> password = Map.of(RedisRevocationStoreProvider.PASSWORD, "secret");
      String url = "redis-sentinel://127.0.0.1:%d#keys".formatted(sentinel.port());

      assertThat(new RedisRevocationStoreProvider().init(RedisNode.settings(url, password, false)))
          .isNotEmpty();
    }
  }
}
