package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.redis.FaultyRedisProxy.Answer;
import org.nexusauth.redis.FaultyRedisProxy.Loss;
import org.nexusauth.revocation.SubjectId;
import redis.clients.jedis.Protocol.Command;

/** Counters that are lost or rolled back, and answers that do not arrive. */
final class RedisLimitLossIT {
  private static final SubjectId KEY = LimitActions.key(1);

  @RegisterExtension final RedisExtension redis = new RedisExtension("--appendonly", "no");
  private FaultyRedisProxy proxy;
  private LimitStore store;
  private LimitStore other;

  @BeforeEach
  void open() throws IOException {
    proxy = new FaultyRedisProxy(redis.port());
    store = RedisNode.openLimits(proxy.url());
    other = RedisNode.openLimits(redis.url());
  }

  @AfterEach
  void end() throws IOException {
    store.close();
    other.close();
    proxy.close();
  }

  private static Grant takeWhenBack(LimitStore node, int tokens) {
    await().ignoreExceptions().until(() -> node.announce("back") > 0);
    return LimitActions.take(node, KEY, tokens);
  }

  @Test
  void redis_thatRestartsEmpty_isAnotherGeneration() {
    Grant before = LimitActions.take(store, KEY, 60);
    redis.restart();

    Grant after = takeWhenBack(store, 60);

    assertThat(after.tokens()).isEqualTo(60);
    assertThat(after.generation()).isNotEqualTo(before.generation());
    assertThat(takeWhenBack(other, 0).generation()).isEqualTo(after.generation());
  }

  @Test
  void redis_thatRestartsWithAllData_isTheSameGeneration() {
    Grant before = LimitActions.take(store, KEY, 60);
    LimitActions.take(other, KEY, 1);
    redis.command(Command.SAVE);
    redis.restart();

    Grant after = takeWhenBack(store, 60);

    assertThat(after.tokens()).isEqualTo(39);
    assertThat(after.generation()).isEqualTo(before.generation());
    assertThat(takeWhenBack(other, 0).generation()).isEqualTo(before.generation());
  }

  @Test
  void redis_thatRestartsWithAnOlderSnapshot_isAnotherGeneration() {
    LimitActions.take(other, KEY, 10);
    redis.command(Command.SAVE);
    Grant before = LimitActions.take(store, KEY, 60);
    redis.restart();

    Grant first = takeWhenBack(other, 1);
    assertThat(first.generation())
        .as("it has seen nothing of what is lost")
        .isEqualTo(before.generation());
    Grant after = takeWhenBack(store, 0);
    assertThat(after.generation()).isNotEqualTo(before.generation());
    assertThat(after.windows().get(0).used()).as("what was restored still counts").isEqualTo(11);
    assertThat(takeWhenBack(other, 0).generation()).isEqualTo(after.generation());
    assertThat(takeWhenBack(store, 0).generation()).isEqualTo(after.generation());
  }

  @Test
  void tokens_thatLostCountersKnewOf_areNotCredited() {
    Grant before = LimitActions.take(store, KEY, 60);
    redis.command(Command.FLUSHALL);
    LimitActions.take(other, KEY, 50);

    LimitActions.giveBack(store, KEY, before, 30);

    assertThat(LimitActions.used(other, KEY)).isEqualTo(50);
  }

  @Test
  void scripts_thatRedisForgot_areLoadedAgain() {
    Grant before = LimitActions.take(store, KEY, 60);
    redis.command(Command.SCRIPT, "FLUSH");

    LimitActions.giveBack(store, KEY, before, 30);
    assertThat(LimitActions.take(store, KEY, 60).tokens()).isEqualTo(60);
  }

  @ParameterizedTest
  @EnumSource
  void lostAnswer_isAFailureAndNothingIsRepeated(Loss loss) {
    LimitActions.take(store, KEY, 1);
    proxy.loseNextAnswer(loss);
    assertThatThrownBy(() -> LimitActions.take(store, KEY, 10))
        .hasMessageContaining("Redis failed: JedisConnectionException");
    assertThat(LimitActions.used(other, KEY)).isEqualTo(11);

    Grant grant = LimitActions.take(store, KEY, 10);
    assertThat(grant.windows().get(0).used()).isEqualTo(21);
    proxy.loseNextAnswer(loss);
    assertThatThrownBy(() -> LimitActions.giveBack(store, KEY, grant, 5))
        .hasMessageContaining("Redis failed: JedisConnectionException");
    assertThat(LimitActions.used(other, KEY)).isEqualTo(16);
  }

  @Test
  void announcement_isRepeatedWhereTheConnectionHasEnded() {
    store.announce("node");
    proxy.loseNextAnswer(Loss.END);

    assertThat(store.announce("node")).isEqualTo(1);
  }

  @Test
  void redis_thatPauses_failsWithinASecondAndGrantsNothingTwice() {
    LimitActions.take(store, KEY, 1);
    redis.signal("STOP");
    long start = System.nanoTime();
    assertThatThrownBy(() -> LimitActions.take(store, KEY, 60))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> store.announce("node")).isInstanceOf(RuntimeException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    redis.signal("CONT");

    Grant grant = takeWhenBack(store, 60);
    assertThat(grant.tokens()).as("60 were taken though they were not answered").isEqualTo(39);
  }

  @Test
  void nodes_thatWereSilentForTenSeconds_areNotCounted() {
    long now = System.currentTimeMillis();
    redis.command(Command.ZADD, RedisLimitData.NODES, String.valueOf(now - 11_000), "silent");
    redis.command(Command.ZADD, RedisLimitData.NODES, String.valueOf(now - 8_000), "late");

    assertThat(store.announce("node")).isEqualTo(2);
    assertThat(store.announce("node")).isEqualTo(2);
  }

  static Stream<Answer> answers() {
    return Stream.of(
            "-LOADING Redis is loading",
            "-OOM no memory",
            "-",
            "+OK",
            ":0",
            "$-1",
            "*0",
            "*1\r\n*0",
            "*2147483647",
            "HTTP/1.1 400 Bad Request",
            "\0\0\0")
        .map(text -> Answer.of((text + "\r\n").repeat(12)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void odd_answer_isAFailureThatEnds(Answer odd) {
    LimitActions.take(store, KEY, 1);
    proxy.answer(odd);
    assertThatThrownBy(() -> LimitActions.take(store, KEY, 1)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> LimitActions.take(store, KEY, 1)).isInstanceOf(RuntimeException.class);
    proxy.passOn();

    assertThat(takeWhenBack(store, 1).tokens()).isEqualTo(1);
  }
}
