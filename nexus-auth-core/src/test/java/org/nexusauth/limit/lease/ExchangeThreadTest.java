package org.nexusauth.limit.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.LogRecorder;
import org.nexusauth.TestClock;
import org.nexusauth.config.LimitSettings.OnUnavailable;
import org.nexusauth.limit.lease.StoreHealth.Mode;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** The thread that calls the store, with stores that break their contract. */
class ExchangeThreadTest {
  private static final LeaseId ID =
      new LeaseId(new SubjectId(Subject.Kind.KEY, 1, 1), LimitPlan.parse("default", "100/hour"));

  private final ScriptedLimitStore store = new ScriptedLimitStore();
  private final StoreHealth health = new StoreHealth();
  private final LeaseTable table = new LeaseTable();
  private final LeaseExchange exchange = new LeaseExchange("node", "scripted", health, table);
  private final LeaseNode node =
      new LeaseNode(new LeaseRules(false, OnUnavailable.LOCAL), health, exchange::giveBack);

  /** Five times as fast, so that the time after an outage is short. */
  private final Clock clock = new FastClock();

  private final ExchangeThread thread = new ExchangeThread(exchange, store, clock);

  private static final class FastClock extends Clock {
    private final long start = System.nanoTime();

    @Override
    public Instant instant() {
      return TestClock.NOW.plusNanos(5 * (System.nanoTime() - start));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @AfterEach
  void end() {
    store.hang(false);
    thread.close();
  }

  private void ask() {
    KeyLease lease = table.leaseOf(ID, node);
    synchronized (lease) {
      lease.noteRequest(clock.millis());
      if (lease.trySpend(clock.millis()) == null) {
        exchange.exchange(lease);
      }
    }
  }

  private boolean hasTokens() {
    KeyLease lease = table.leaseOf(ID, node);
    synchronized (lease) {
      return lease.hasTokens();
    }
  }

  private static boolean isRunning() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(one -> one.getName().equals("nexus-auth-limits"));
  }

  static Stream<Arguments> wrongAnswers() {
    return Stream.of(
        wrong("an exception", grants -> fail(new IllegalStateException("secret"))),
        wrong("an error", grants -> fail(new StackOverflowError())),
        wrong("a checked exception", grants -> fail(new IOException("secret"))),
        wrong("null", grants -> null),
        wrong("too few", grants -> List.of()),
        wrong("a null", grants -> Collections.singletonList(null)),
        wrong("no windows", grants -> replace(grants.get(0), 1, List.of())),
        wrong("too much", grants -> replace(grants.get(0), 1_000, grants.get(0).windows())));
  }

  private static Arguments wrong(String name, UnaryOperator<List<Grant>> answer) {
    return Arguments.argumentSet(name, answer);
  }

  private static List<Grant> replace(Grant grant, int tokens, List<Grant.DebitedWindow> windows) {
    return List.of(new Grant(tokens, windows, grant.at(), grant.generation()));
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> List<Grant> fail(Throwable problem) throws E {
    throw (E) problem;
  }

  @ParameterizedTest
  @MethodSource("wrongAnswers")
  void store_withAWrongAnswer_countsAsAwayUntilItIsRight(UnaryOperator<List<Grant>> answer) {
    thread.start();
    store.answer(answer);
    ask();
    await().until(() -> health.mode(clock.millis()) == Mode.LOCAL);
    assertThat(hasTokens()).isFalse();

    store.answer(UnaryOperator.identity());
    await().until(() -> health.mode(clock.millis()) == Mode.SHARED);
    ask();
    await().until(this::hasTokens);
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(new StatusUnavailableException("Redis failed: OOM"), "Redis failed: OOM"),
        Arguments.of(new IllegalStateException("secret"), "java.lang.IllegalStateException"));
  }

  /** The text of a store's own exception is for logs; that of any other may quote anything. */
  @ParameterizedTest
  @MethodSource("problems")
  void store_thatFails_isLoggedWithItsReason(Throwable problem, String told) {
    LogRecorder.forget();
    thread.start();
    store.answer(grants -> fail(problem));
    ask();
    await().until(() -> health.mode(clock.millis()) == Mode.LOCAL);

    await().until(() -> !LogRecorder.messages("NEXUS-1080").isEmpty());
    assertThat(LogRecorder.messages("NEXUS-1080")).hasSize(1).allMatch(line -> line.contains(told));
    assertThat(LogRecorder.messages("secret")).isEmpty();
  }

  /** Meanwhile requests were counted by this node alone. */
  @Test
  void call_thatTakesTooLong_isLoggedThoughItSucceeds() {
    LogRecorder.forget();
    StoreCall call = Objects.requireNonNull(exchange.nextCall(0));
    for (long now = 0; now <= StoreHealth.GRACE; now += StoreHealth.TIMEOUT) {
      health.mode(now);
    }
    exchange.noteSuccess(call, StoreHealth.GRACE + 1);

    assertThat(LogRecorder.messages("NEXUS-1080")).hasSize(1).allMatch(l -> l.contains("6001 ms"));
    assertThat(LogRecorder.messages("NEXUS-1081")).hasSize(1);
  }

  @Test
  void close_givesBackWhatIsInHandAndEndsTheThread() {
    thread.start();
    ask();
    await().until(this::hasTokens);
    thread.close();

    assertThat(store.givenBack()).isEqualTo(1);
    assertThat(isRunning()).isFalse();
  }

  @Test
  void close_whileTheStoreHangs_endsWithinTwoSeconds() {
    thread.start();
    store.hang(true);
    ask();
    long start = System.nanoTime();
    thread.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    await().until(() -> !isRunning());
  }

  @Test
  void close_ofAStoreThatIgnoresInterrupts_returnsAllTheSame() {
    store.ignoreInterrupts();
    thread.start();
    store.hang(true);
    ask();
    long start = System.nanoTime();
    thread.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }
}
