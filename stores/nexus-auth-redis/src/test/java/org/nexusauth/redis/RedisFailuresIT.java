package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.redis.FaultyRedisProxy.Answer;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.internal.FeedSettings;
import org.nexusauth.revocation.internal.ReplicatedStore;
import org.nexusauth.revocation.internal.ReplicationListener;

/** Whatever Redis answers: never that a key is not revoked. */
final class RedisFailuresIT {
  private static final KeySubject REVOKED = KeySubject.builder("revoked", "int_1", "org_1").build();
  private static final KeySubject OTHER = KeySubject.builder("other", "int_1", "org_1").build();
  private static final FeedSettings STRICT =
      new FeedSettings(Duration.ofMillis(50), Duration.ofMillis(500), false);

  @RegisterExtension final RedisExtension redis = new RedisExtension();
  private FaultyRedisProxy interposed;
  private RedisRevocationStore store;
  private ReplicatedStore node;

  @BeforeEach
  void follow() throws IOException {
    interposed = new FaultyRedisProxy(redis.port());
    store = RedisNode.open(interposed.url());
    node = ReplicatedStore.of(store, STRICT, Clock.systemUTC(), new ReplicationListener() {});
    await().until(() -> node.health().ready());
    node.writer().revoke(RedisStoreActions.revocation("revoked"));
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    store.close();
    interposed.close();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
            "-LOADING Redis is loading the dataset in memory",
            "-READONLY You can't write against a read only replica.",
            "-NOAUTH Authentication required.",
            "-MOVED 3999 127.0.0.1:1",
            "-MOVED 3999 nonsense",
            "-CLUSTERDOWN The cluster is down",
            "-OOM command not allowed when used memory > 'maxmemory'.",
            "-MISCONF Redis is configured to save RDB snapshots",
            "-WRONGTYPE Operation against a key holding the wrong kind of value",
            "-EXECABORT Transaction discarded because of previous errors.",
            "-",
            "+OK",
            ":0",
            "$-1",
            "*-1",
            "*0",
            "*1\r\n*0",
            "$5",
            "*2147483647",
            "HTTP/1.1 400 Bad Request",
            "\0\0\0")
        .map(text -> Arguments.argumentSet(text, Answer.of((text + "\r\n").repeat(12))));
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        Arguments.argumentSet("half a reply", new Answer("*5\r\n$10\r\nabc", false, true)),
        Arguments.argumentSet("half a reply, then silence", Answer.of("*5\r\n$10\r\nabc")),
        Arguments.argumentSet("nothing", Answer.of("")),
        Arguments.argumentSet("the end", new Answer("", false, true)),
        Arguments.argumentSet("drops", new Answer("+" + "x".repeat(1_000), true, false)));
  }

  @ParameterizedTest
  @MethodSource({"answers", "ends"})
  void odd_answer_isUnavailableAndRecoversAtOnce(Answer odd) {
    interposed.answer(odd);

    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> node.statusOf(OTHER))
                    .isInstanceOf(StatusUnavailableException.class));
    assertThat(node.statusOf(REVOKED)).isEqualTo(KeyStatus.revoked("leaked"));
    assertThatThrownBy(() -> node.writer().revoke(RedisStoreActions.revocation("other")))
        .isInstanceOf(StatusUnavailableException.class);
    assertThat(node.statusOf(OTHER)).isEqualTo(KeyStatus.revoked("leaked"));

    interposed.passOn();
    await().atMost(Duration.ofSeconds(2)).until(() -> node.health().ready());
    assertThat(node.health().problem()).isNull();
  }
}
