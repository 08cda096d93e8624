package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import redis.clients.jedis.Protocol.Command;

/** What may be opened, and what stops the start. */
final class RedisStoreOpeningIT {
  @RegisterExtension final RedisExtension redis = new RedisExtension();

  private void assertRefused(String problem) {
    assertThatThrownBy(redis::open)
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void provider_isFoundByItsName() {
    assertThat(ServiceLoader.load(RevocationStoreProvider.class))
        .extracting(RevocationStoreProvider::name)
        .containsExactly("redis");
  }

  @Test
  void redis_withIdsOfAnotherForm_isRefusedAtTheStart() {
    redis.open().close();
    redis.command(Command.HSET, RedisRevocationData.HASH, "form", "3");
    assertForm("the ids of form 3", "use the version of Nexus Auth that set it up");

    redis.command(Command.HDEL, RedisRevocationData.HASH, "form");
    assertForm("the ids of form 1", "revoke again");
  }

  private void assertForm(String form, String advice) {
    PrimaryLocator primary = PrimaryLocator.of(redis.settings(Map.of(), false));
    for (ThrowingCallable opening :
        List.<ThrowingCallable>of(
            () -> RedisRevocationStore.open(primary),
            () -> StoreInitializer.createGeneration(primary),
            () -> StoreInitializer.replaceGeneration(primary))) {
      assertThatThrownBy(opening)
          .isInstanceOf(StoreSettingException.class)
          .hasMessageContainingAll(form, "this version those of form 2", advice);
    }
  }

  static Stream<Arguments> weaknesses() {
    return Stream.of(
        Arguments.argumentSet("no file", "appendonly", "no", "yes"),
        Arguments.argumentSet("a second late", "appendfsync", "everysec", "always"),
        Arguments.argumentSet("now and then", "no-appendfsync-on-rewrite", "yes", "no"),
        Arguments.argumentSet("evicts", "maxmemory-policy", "allkeys-lru", "noeviction"));
  }

  @ParameterizedTest
  @MethodSource("weaknesses")
  void weak_redis_isRefusedAndTheRemedyNamed(String name, String weak, String strong) {
    redis.command(Command.CONFIG, "SET", name, weak);
    String remedy = name + " is " + weak + ": run CONFIG SET " + name + " " + strong;
    assertRefused(remedy);

    redis.command(Command.CONFIG, "SET", name, strong);
    redis.open().close();
  }

  @Test
  void weak_redis_isUsedWhenVouchedFor() {
    redis.command(Command.CONFIG, "SET", "appendonly", "no");

    RedisNode.open(redis.settings(Map.of(), true)).close();
  }

  @Test
  void redis_thatBecomesWeak_isNoticedAfterReconnecting() {
    try (RedisRevocationStore store = redis.open()) {
      redis.command(Command.CONFIG, "SET", "appendfsync", "no");
      redis.disconnectClients();

      assertThatThrownBy(() -> store.changesAfter(Cursor.START, 10, Duration.ZERO))
          .isInstanceOf(StatusUnavailableException.class)
          .hasMessageContaining("CONFIG SET appendfsync always");
    }
  }

  @Test
  void redis_thatBarsConfig_mustBeVouchedFor() {
    String all = "app on >app-secret ~{nexus-auth}:* +@all -config";
    redis.command(Command.ACL, ("SETUSER " + all).split(" ", -1));
    Map<String, String> user = credentials("app", "app-secret");

    assertThatThrownBy(() -> RedisNode.open(redis.settings(user, false)))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("CONFIG GET is barred (NOPERM)")
        .hasMessageContaining("nexus.auth.revocation.assume.durable=true")
        .hasMessageNotContaining("app-secret");
    RedisNode.open(redis.settings(user, true)).close();
  }

  private static Map<String, String> credentials(String user, String password) {
    return Map.of(
        RedisRevocationStoreProvider.USER, user, RedisRevocationStoreProvider.PASSWORD, password);
  }

  /** The commands are those of docs/revocation.md. */
  @Test
  void user_withTheDocumentedRights_canDoAll() throws IOException {
    redis.command(Command.ACL, DocumentedAcl.acl());
    StoreSettings settings = redis.settings(credentials("app", "password"), false);
    try (RedisRevocationStore store = RedisNode.open(settings)) {
      RedisStoreActions.useAll(store, settings);
    }
  }

  @ParameterizedTest
  @CsvSource({"app, wrong-secret, WRONGPASS", "nobody, wrong-secret, WRONGPASS"})
  void wrong_password_isRefusedWithoutSayingIt(String user, String password, String code) {
    redis.command(Command.ACL, "SETUSER", "app", "on", ">right-secret", "~*", "+@all");

    assertThatThrownBy(() -> RedisNode.open(redis.settings(credentials(user, password), false)))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining(code)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void missing_password_isRefused() {
    redis.command(Command.CONFIG, "SET", "requirepass", "the-secret");

    assertRefused("NOAUTH");
    RedisNode.open(
            redis.settings(Map.of(RedisRevocationStoreProvider.PASSWORD, "the-secret"), false))
        .close();
  }

  @Test
  void redis_thatWasNeverSetUp_isRefused() {
    redis.command(Command.FLUSHALL);

    assertRefused("must be set up once by init");
  }

  @Test
  void init_isDoneOnce() {
    String generation = RedisNode.init(redis.url());

    assertThat(RedisNode.init(redis.url())).isEqualTo(generation);
    try (RedisRevocationStore store = redis.open()) {
      assertThat(store.changesAfter(Cursor.START, 1, Duration.ZERO).next())
          .isEqualTo(new Cursor(generation, 0));
    }
  }

  @Test
  void init_doesNotReplaceALostGeneration() {
    redis.command(Command.HDEL, RedisRevocationData.HASH, "generation");

    assertThatThrownBy(() -> RedisNode.init(redis.url()))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("restore");
  }

  @Test
  void renewed_generation_isAnotherOne() {
    String before = RedisNode.init(redis.url());

    String renewed =
        new RedisRevocationStoreProvider().renewGeneration(redis.settings(Map.of(), false));

    assertThat(renewed).isNotEqualTo(before);
    assertThat(RedisNode.init(redis.url())).isEqualTo(renewed);
  }

  @Test
  void replica_isRefused() {
    redis.command(Command.REPLICAOF, "127.0.0.1", String.valueOf(RedisProcess.freePort()));

    assertRefused("this Redis is a replica");
  }

  @Test
  void redis_thatIsAway_isRefused() {
    redis.kill();

    assertRefused("Redis cannot be used: Redis failed: JedisConnectionException");
  }
}
