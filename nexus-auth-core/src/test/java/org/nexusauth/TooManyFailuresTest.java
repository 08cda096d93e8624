package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.reason.Reason;

/** The gate with {@code nexus.auth.failures.per.minute}: who is held up by whom, and who is not. */
class TooManyFailuresTest {
  private static final String LIMIT = "3";
  private static final String ATTACKER = "203.0.113.7";
  private static final String CALLER = "198.51.100.1";
  private static final KeyMaker KEY = KeyMaker.of(Gates.SIGNER);
  private static final String FORGED = KEY.signedBy(Signer.stranger("HS256")).text();

  private final TestClock clock = new TestClock();
  private final List<DecisionEvent> events = new ArrayList<>();

  private ApiKeyGate gate(String... more) {
    List<String> settings = new ArrayList<>(List.of("failures.per.minute", LIMIT));
    settings.addAll(List.of(more));
    return Gates.builder(settings.toArray(String[]::new))
        .clock(clock)
        .listener(events::add)
        .build();
  }

  /** A new key: the cache does not have it. */
  private static String fresh(int i) {
    return KEY.claim("jti", "fresh-" + i).text();
  }

  private static Decision decide(ApiKeyGate gate, String address, String... values) {
    return gate.decide(
        new GateRequest(List.of(values), "GET", "/api/x", address, "request-1", null),
        Requirement.NONE);
  }

  private static Reason reason(ApiKeyGate gate, String address, String... values) {
    return ((Denied) decide(gate, address, values)).reason();
  }

  private static void flood(ApiKeyGate gate, String address) {
    IntStream.range(0, 10).forEach(i -> decide(gate, address, FORGED));
  }

  @Test
  void forgeries_overTheLimit_are429WithTheTimeToWaitAndOneEventEach() {
    ApiKeyGate gate = gate();
    IntStream.range(0, 3)
        .forEach(i -> assertThat(reason(gate, ATTACKER, FORGED)).isEqualTo(Reason.KEY_INVALID));
    Denied denied = (Denied) decide(gate, ATTACKER, FORGED);

    assertThat(denied)
        .isEqualTo(
            new Denied(Reason.TOO_MANY_FAILURES, "over 3 failures a minute from 203.0.113.7")
                .withRetryAfter(denied.retryAfter()));
    Duration wait = denied.retryAfter();
    assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(events)
        .extracting(event -> event.reason().orElseThrow().code())
        .containsExactly("key_invalid", "key_invalid", "key_invalid", "too_many_failures");
    assertThat(events.get(3).remoteAddress()).isEqualTo(ATTACKER);
    Answer answer = gate.answer(denied);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers())
        .containsOnly(
            Map.entry("Content-Type", "application/json"),
            Map.entry("Cache-Control", "no-store"),
            Map.entry("Vary", "api-key"),
            Map.entry("Retry-After", Long.toString(wait.toSeconds())));
    assertThat(answer.body())
        .isEqualTo(
            "{\"statusCode\":429,\"message\":\"Rate limit exceeded\","
                + "\"error\":\"Too Many Requests\",\"code\":\"too_many_failures\"}");
  }

  @Test
  void forgery_afterTheTimeToWait_isLookedAtAndNotBefore() {
    ApiKeyGate gate = gate();
    flood(gate, ATTACKER);
    Duration wait = ((Denied) decide(gate, ATTACKER, FORGED)).retryAfter();

    clock.advance(wait.minusMillis(1));
    assertThat(reason(gate, ATTACKER, FORGED)).isEqualTo(Reason.TOO_MANY_FAILURES);
    clock.advance(Duration.ofMillis(1));
    IntStream.range(0, 3)
        .forEach(i -> assertThat(reason(gate, ATTACKER, FORGED)).isEqualTo(Reason.KEY_INVALID));
    assertThat(reason(gate, ATTACKER, FORGED)).isEqualTo(Reason.TOO_MANY_FAILURES);
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        argumentSet("another's signature", FORGED),
        argumentSet("unknown kid", KEY.header("kid", "unknown").text()),
        argumentSet("no algorithm", KEY.header("alg", "none").text()),
        argumentSet("no JSON", KeyMaker.raw(Gates.SIGNER, "{", "{}")),
        argumentSet("genuine, and for another API", KEY.claim("iss", "elsewhere").text()),
        argumentSet("genuine, and without a claim", KEY.without("integrationId").text()));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void forgery_ofAnyKind_counts(String text) {
    ApiKeyGate gate = gate("verify.issuer", "here");
    IntStream.range(0, 3)
        .forEach(i -> assertThat(reason(gate, ATTACKER, text)).isEqualTo(Reason.KEY_INVALID));

    assertThat(reason(gate, ATTACKER, text)).isEqualTo(Reason.TOO_MANY_FAILURES);
  }

  static Stream<Arguments> malformed() {
    String text = Gates.KEY;
    return Stream.of(
        argumentSet("none", Reason.KEY_MISSING, new String[0]),
        argumentSet("two", Reason.KEY_REPEATED, new String[] {text, text}),
        argumentSet("Bearer", Reason.KEY_BEARER_PREFIX, new String[] {"Bearer " + text}),
        argumentSet("blank", Reason.KEY_WHITESPACE, new String[] {text + " "}),
        argumentSet("too long", Reason.KEY_TOO_LONG, new String[] {"a".repeat(5000)}),
        argumentSet("no key", Reason.KEY_MALFORMED, new String[] {"garbage"}),
        argumentSet("padding", Reason.KEY_MALFORMED, new String[] {text + "="}));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedKeyNeither_countsNorIsHeldUp(Reason reason, String[] values) {
    ApiKeyGate gate = gate();
    IntStream.range(0, 100)
        .forEach(i -> assertThat(reason(gate, ATTACKER, values)).isEqualTo(reason));
    assertThat(reason(gate, ATTACKER, FORGED)).isEqualTo(Reason.KEY_INVALID);
    flood(gate, ATTACKER);

    assertThat(reason(gate, ATTACKER, values)).isEqualTo(reason);
  }

  @Test
  void knownKey_passesFromTheFloodingAddressItself() {
    ApiKeyGate gate = gate();
    decide(gate, CALLER, Gates.KEY);
    flood(gate, ATTACKER);

    for (int i = 0; i < 100; i++) {
      assertThat(decide(gate, ATTACKER, Gates.KEY)).isInstanceOf(Granted.class);
    }
    assertThat(reason(gate, ATTACKER, FORGED)).isEqualTo(Reason.TOO_MANY_FAILURES);
  }

  @Test
  void unknownKey_isHeldUpAtTheFloodingAddressAndNowhereElse() {
    ApiKeyGate gate = gate();
    flood(gate, ATTACKER);

    assertThat(reason(gate, ATTACKER, fresh(1))).isEqualTo(Reason.TOO_MANY_FAILURES);
    assertThat(decide(gate, CALLER, fresh(1))).isInstanceOf(Granted.class);
    assertThat(decide(gate, ATTACKER, fresh(1))).isInstanceOf(Granted.class);
  }

  /** L04: the forged key bears the genuine one's id and all of its claims. */
  @Test
  void forgeries_withAVictimsId_doNotTouchTheVictim() {
    ApiKeyGate gate = gate();
    String victim = fresh(1);
    String likeIt = KEY.claim("jti", "fresh-1").signedBy(Signer.stranger("HS256")).text();
    IntStream.range(0, 100).forEach(i -> decide(gate, ATTACKER, likeIt));

    assertThat(decide(gate, CALLER, victim)).isInstanceOf(Granted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10000"})
  void genuineKeysCount_forNothingHoweverMany(String cacheSize) {
    ApiKeyGate gate = gate("cache.size", cacheSize);
    IntStream.range(0, 100)
        .forEach(i -> assertThat(decide(gate, CALLER, fresh(i % 50))).isInstanceOf(Granted.class));

    assertThat(reason(gate, CALLER, FORGED)).isEqualTo(Reason.KEY_INVALID);
  }

  static Stream<Arguments> out_of_their_time() {
    long now = TestClock.second();
    return Stream.of(
        argumentSet("expired", Reason.KEY_EXPIRED, KEY.claim("exp", now - 61).text()),
        argumentSet("not yet", Reason.KEY_NOT_YET_VALID, KEY.claim("nbf", now + 61).text()));
  }

  @ParameterizedTest
  @MethodSource("out_of_their_time")
  void genuineKeyOut_ofItsTime_countsForNothing(Reason reason, String text) {
    ApiKeyGate gate = gate();
    IntStream.range(0, 100).forEach(i -> assertThat(reason(gate, CALLER, text)).isEqualTo(reason));

    assertThat(decide(gate, CALLER, fresh(1))).isInstanceOf(Granted.class);
  }

  @Test
  void requests_withoutAnAddress_areOneSender() {
    ApiKeyGate gate = gate();
    flood(gate, null);
    Denied denied = (Denied) decide(gate, null, fresh(1));

    assertThat(denied.reason()).isEqualTo(Reason.TOO_MANY_FAILURES);
    assertThat(denied.detail()).isEqualTo("over 3 failures a minute from an unknown address");
    assertThat(decide(gate, CALLER, fresh(1))).isInstanceOf(Granted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", ""})
  void limit_isOffBy0AndByDefault(String off) {
    GateBuilder builder =
        off.isEmpty() ? Gates.builder() : Gates.builder("failures.per.minute", off);
    ApiKeyGate gate = builder.build();

    IntStream.range(0, 2_000)
        .forEach(i -> assertThat(reason(gate, ATTACKER, FORGED)).isEqualTo(Reason.KEY_INVALID));
  }

  /** Each answer but 429 is a look at the signature, so their number is that of the looks. */
  @Test
  void forgeries_from64Threads_areLookedAtAsOftenAsTheLimitSays() throws Exception {
    Queue<Reason> answers = new ConcurrentLinkedQueue<>();
    ApiKeyGate gate = Gates.builder("failures.per.minute", "100").build();
    List<Thread> threads =
        IntStream.range(0, 64)
            .mapToObj(
                t ->
                    new Thread(
                        () ->
                            IntStream.range(0, 20)
                                .forEach(i -> answers.add(reason(gate, ATTACKER, FORGED)))))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    answers.forEach(reason -> counts.merge(reason, 1, Integer::sum));
    assertThat(counts)
        .containsOnly(
            Map.entry(Reason.KEY_INVALID, 100), Map.entry(Reason.TOO_MANY_FAILURES, 1_180));
  }

  @Test
  void limit_standsInTheStartLineWhenItIsOn() {
    LogRecorder.forget();
    gate().logStart("/*");
    Gates.builder().build().logStart("/*");

    assertThat(LogRecorder.messages("NEXUS-1001")).hasSize(2);
    assertThat(LogRecorder.messages(" · at most 3 failures per minute and address")).hasSize(1);
  }
}
