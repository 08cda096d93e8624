package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.LimitStoreProvider;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.SubjectId;
import redis.clients.jedis.Protocol.Command;

/** What may be opened, what stops the start, and what Redis has then. */
final class RedisLimitOpeningIT {
  private static final SubjectId KEY = LimitActions.key(-1);

  @RegisterExtension final RedisExtension redis = new RedisExtension("--appendonly", "no");

  private StoreSettings settings(String user, String password) {
    return redis.settings(
        Map.of(
            RedisRevocationStoreProvider.USER, user,
            RedisRevocationStoreProvider.PASSWORD, password),
        false);
  }

  @Test
  void provider_isFoundByItsName_withThePropertiesOfTheRevocationStore() {
    assertThat(ServiceLoader.load(LimitStoreProvider.class))
        .singleElement()
        .satisfies(
            provider -> {
              assertThat(provider.name()).isEqualTo("redis");
              assertThat(provider.properties())
                  .isEqualTo(new RedisRevocationStoreProvider().properties());
            });
  }

  @Test
  void redis_thatIsAway_isUsedWhenItIsThere() {
    redis.kill();
    try (LimitStore store = RedisNode.openLimits(redis.url())) {
      assertThatThrownBy(() -> LimitActions.take(store, KEY, 1))
          .hasMessageContaining("Redis failed: JedisConnectionException");
      redis.start();

      await().ignoreExceptions().until(() -> store.announce("node") == 1);
      assertThat(LimitActions.take(store, KEY, 1).tokens()).isEqualTo(1);
    }
  }

  /** Each byte in time, and never a whole answer. */
  @Test
  void redis_thatAnswersTooSlowly_doesNotStopTheStart() throws IOException {
    try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> trickle(slow));
      server.setDaemon(true);
      server.start();

      try (LimitStore store =
          RedisNode.openLimits("redis://127.0.0.1:" + slow.getLocalPort() + "/0")) {
        assertThatThrownBy(() -> LimitActions.take(store, KEY, 1))
            .isInstanceOf(StatusUnavailableException.class);
      }
    }
  }

  private static void trickle(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        while (true) {
          socket.getOutputStream().write('+');
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
      } catch (IOException e) {
        // The store has closed the connection, or the test has ended.
      }
    }
  }

  @Test
  void wrong_password_stopsTheStartWithoutSayingIt() {
    assertThatThrownBy(() -> RedisNode.openLimits(settings("app", "wrong-secret")))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("Redis cannot be used for limits: Redis failed: WRONGPASS")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void missingRights_stopTheStart() {
    redis.command(Command.ACL, "SETUSER", "app", "on", ">secret", "~*", "+@all", "-script");

    assertThatThrownBy(() -> RedisNode.openLimits(settings("app", "secret")))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("NOPERM");
  }

  @Test
  void replica_stopsTheStart() {
    redis.command(Command.REPLICAOF, "127.0.0.1", String.valueOf(RedisProcess.freePort()));

    assertThatThrownBy(() -> RedisNode.openLimits(redis.url()))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("this Redis is a replica");
  }

  /** The commands are those of docs/limits.md. */
  @Test
  void user_withTheDocumentedRights_canDoAll() throws IOException {
    redis.command(Command.ACL, DocumentedAcl.ofLimits());
    try (LimitStore store = RedisNode.openLimits(settings("app", "password"))) {
      LimitActions.useAll(store);
    }
  }

  @Test
  void user_whoMayNotReadSettings_canDoAll() {
    redis.command(
        Command.ACL, "SETUSER", "app", "on", ">secret", "~*", "+@all", "-config", "-info");
    try (LimitStore store = RedisNode.openLimits(settings("app", "secret"))) {
      LimitActions.useAll(store);
    }
  }

  @Test
  void redis_thatEvicts_isReportedOnce() {
    redis.command(Command.CONFIG, "SET", "maxmemory-policy", "volatile-ttl");
    assertThat(openAndReadLog()).isEmpty();

    redis.command(Command.CONFIG, "SET", "maxmemory", "100mb");
    assertThat(openAndReadLog())
        .singleElement()
        .asString()
        .startsWith("NEXUS-1523")
        .contains("maxmemory-policy is volatile-ttl; run CONFIG SET maxmemory-policy noeviction");
  }

  private List<String> openAndReadLog() {
    Logger logger = Logger.getLogger("org.nexusauth.redis");
    List<String> messages = new ArrayList<>();
    Handler handler = new ListHandler(messages);
    logger.addHandler(handler);
    try (LimitStore store = RedisNode.openLimits(redis.url())) {
      redis.disconnectClients();
      store.announce("node");
    } finally {
      logger.removeHandler(handler);
    }
    return messages;
  }

  /** Keeps the texts of log records. */
  private static final class ListHandler extends Handler {
    private final List<String> messages;

    ListHandler(List<String> messages) {
      this.messages = messages;
    }

    @Override
    public void publish(LogRecord entry) {
      messages.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void counters_expireAfterTheirLastWindow() {
    try (LimitStore store = RedisNode.openLimits(redis.url())) {
      long end =
          LimitActions.PLAN
              .policies()
              .get(0)
              .endOf(LimitActions.take(store, KEY, 1).windows().get(0).index(), KEY.high());
      long now = System.currentTimeMillis() / 1_000;

      Long left = (Long) redis.command(Command.TTL, LimitCodec.keyOf(KEY));
      assertThat(left).isBetween(end - now + 3, end - now + 6);
      LimitActions.giveBack(store, KEY, LimitActions.take(store, KEY, 1), 1);
      assertThat((Long) redis.command(Command.TTL, LimitCodec.keyOf(KEY))).isGreaterThan(0);
      LimitActions.take(store, LimitActions.key(7), 0);
      assertThat(redis.command(Command.EXISTS, LimitCodec.keyOf(LimitActions.key(7))))
          .as("a question counts nothing")
          .isEqualTo(0L);
    }
  }
}
