package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import redis.clients.jedis.HostAndPort;

final class RedisUrlTest {
  private static RedisUrl url(String text) {
    return RedisUrl.of(RedisNode.settings(text, Map.of(), false));
  }

  @Test
  void server_hasItsUsualPort() {
    assertThat(url("redis://redis_1"))
        .isEqualTo(
            new RedisUrl(false, List.of(new HostAndPort("redis_1", 6_379)), null, 0, null, null));
  }

  @Test
  void url_thatIsNotSet_isAskedFor() {
    StoreSettings settings = new StoreSettings(Map.of(), Duration.ofMillis(100), false);

    assertThatThrownBy(() -> RedisUrl.of(settings))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageStartingWith("is not set: set it to the address of the Redis, for example");
  }

  @Test
  void everything_isRead() {
    assertThat(url("rediss-sentinel://one:1,[::1],three.example.com:65535/12#my-master"))
        .isEqualTo(
            new RedisUrl(
                true,
                List.of(
                    new HostAndPort("one", 1),
                    new HostAndPort("::1", 26_379),
                    new HostAndPort("three.example.com", 65_535)),
                "my-master",
                12,
                null,
                null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x-secret",
        "http://x-secret",
        "redis:x-secret",
        "redis://",
        "redis:///1",
        "redis://a:x-secret",
        "redis://a:0",
        "redis://a,",
        "redis://:6379",
        "redis://a/x-secret",
        "redis://a/1/2",
        "redis://a#x-secret",
        "redis-sentinel://a",
        "redis-sentinel://a#",
        "redis://a?timeout=x-secret",
        "redis://a b/x-secret",
        "redis://user:x-secret@a",
        "REDIS://x-secret"
      })
  void other_texts_areRefusedWithoutRepeatingThem(String text) {
    assertThatThrownBy(() -> url(text))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("for example redis://")
        .hasMessageNotContaining("x-secret")
        .hasNoCause();
  }

  @Test
  void user_withoutPassword_isRefused() {
    Map<String, String> user = Map.of(RedisRevocationStoreProvider.USER, "app");

    assertThatThrownBy(() -> RedisUrl.of(RedisNode.settings("redis://a", user, false)))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("nexus.auth.redis.password");
  }

  @Test
  void password_isNotShown() {
    Map<String, String> password = Map.of(RedisRevocationStoreProvider.PASSWORD, "x-secret");

    assertThat(RedisUrl.of(RedisNode.settings("redis://a", password, false)).toString())
        .doesNotContain("x-secret");
  }
}
