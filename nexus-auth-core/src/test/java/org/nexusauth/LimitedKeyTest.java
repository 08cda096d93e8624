package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.KeyHeaders;
import org.nexusauth.decision.Requirement;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.limit.LimitAssignments;
import org.nexusauth.limit.LimitAssignments.KeyLimit;
import org.nexusauth.limit.Limits;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** The gate with limits, kept in memory: what is charged, what is told, and to whom. */
final class LimitedKeyTest {
  private static final KeyMaker KEY = KeyMaker.of(Gates.SIGNER);
  private static final String REMAINING = "X-RateLimit-Remaining";

  private final TestClock clock = new TestClock();
  private final List<DecisionEvent> events = new ArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private KeyStatus status = KeyStatus.active();

  private ApiKeyGate gate(String mode, String... more) {
    // A slow machine must not make a store of this test unavailable.
    List<String> settings =
        new ArrayList<>(List.of("limit.mode", mode, "revocation.timeout", "PT30S"));
    settings.addAll(List.of(more));
    return Gates.builder(settings.toArray(String[]::new))
        .clock(clock)
        .store(key -> statusNow())
        .listener(events::add)
        .build();
  }

  private KeyStatus statusNow() {
    if (failures.get() > 0) {
      throw new StatusUnavailableException("away");
    }
    return status;
  }

  private static String key(String id) {
    return KEY.claim("jti", id).text();
  }

  private static Map<String, String> headers(ApiKeyGate gate, Decision decision) {
    return gate.headersOf(decision).toMap();
  }

  private static int granted(ApiKeyGate gate, String key, int requests) {
    return (int)
        IntStream.range(0, requests)
            .filter(i -> Gates.decide(gate, key) instanceof Granted)
            .count();
  }

  private static String left(ApiKeyGate gate, String key) {
    KeySubject subject = gate.subjectOf(key).orElseThrow();
    return Long.toString(gate.limitsOf(subject, null).orElseThrow().windows().get(0).remaining());
  }

  @Test
  void requests_upToTheLimit_passAndAreToldWhatIsLeft() {
    ApiKeyGate gate = gate("enforce");
    for (int left = 59; left >= 0; left--) {
      Decision decision = Gates.decide(gate, Gates.KEY);

      assertThat(decision).isInstanceOf(Granted.class);
      assertThat(headers(gate, decision))
          .containsOnlyKeys(
              "X-RateLimit-Limit", REMAINING, "X-RateLimit-Reset", "RateLimit-Policy", "RateLimit")
          .containsEntry("X-RateLimit-Limit", "60")
          .containsEntry(REMAINING, Integer.toString(left))
          .containsEntry("RateLimit-Policy", "\"minute\";q=60;w=60, \"hour\";q=1000;w=3600");
    }
    assertThat(granted(gate, Gates.KEY, 10)).isZero();
  }

  @Test
  void request_overTheLimit_isAnsweredWith429AndWhenToComeBack() {
    ApiKeyGate gate = gate("enforce", "limit.default", "3/minute,1000/hour");
    granted(gate, Gates.KEY, 3);
    clock.advance(Duration.ofMillis(1));

    Denied denied = Gates.denied(gate, Gates.KEY);

    assertThat(denied.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(denied.detail()).isEqualTo("over the limit of plan default: minute");
    Answer answer = gate.answer(denied);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body())
        .isEqualTo(
            "{\"statusCode\":429,\"message\":\"Rate limit exceeded\","
                + "\"error\":\"Too Many Requests\",\"code\":\"rate_limited\","
                + "\"violated-policies\":[\"minute\"]}");
    long reset = Long.parseLong(answer.headers().get("X-RateLimit-Reset"));
    long wait = Long.parseLong(answer.headers().get("Retry-After"));
    assertThat(answer.headers())
        .containsEntry("X-RateLimit-Limit", "3")
        .containsEntry(REMAINING, "0")
        .containsEntry(
            "RateLimit", "\"minute\";r=0;t=" + wait + ", \"hour\";r=997;t=" + hour(answer));
    assertThat(TestClock.second() + wait).isEqualTo(reset);

    clock.advance(Duration.ofSeconds(wait).minusMillis(2));
    assertThat(granted(gate, Gates.KEY, 5)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(granted(gate, Gates.KEY, 5)).isEqualTo(3);
  }

  private static String hour(Answer answer) {
    return answer.headers().get("RateLimit").replaceAll(".*t=", "");
  }

  @Test
  void answer_toSeveralExceededLimits_namesAll() {
    ApiKeyGate gate = gate("enforce", "limit.default", "2/minute,2/hour,9/day");
    granted(gate, Gates.KEY, 2);

    Answer answer = gate.answer(Gates.denied(gate, Gates.KEY));

    assertThat(answer.body()).endsWith("\"violated-policies\":[\"minute\",\"hour\"]}");
    long reset = Long.parseLong(answer.headers().get("X-RateLimit-Reset"));
    assertThat(answer.headers())
        .containsEntry("Retry-After", Long.toString(reset - TestClock.second()));
  }

  @Test
  void everyDecision_isOneCharge() {
    ApiKeyGate gate = gate("enforce", "limit.default", "9/day");
    Granted granted = (Granted) Gates.decide(gate, Gates.KEY);
    gate.permit(Gates.get(Gates.KEY), granted, Requirement.NONE);
    gate.headersOf(granted);
    gate.explainKey(Gates.KEY, key -> true);
    gate.describeGenuineKey(Gates.KEY);

    assertThat(left(gate, Gates.KEY)).isEqualTo("8");
    assertThat(left(gate, Gates.KEY)).isEqualTo("8");
  }

  /** Step 5 comes after the charge: else a key without a permission could ask without end. */
  @Test
  void request_thatLacksAPermission_isChargedAndToldWhatIsLeft() {
    ApiKeyGate gate = gate("enforce", "limit.default", "2/day");
    Requirement admin = Requirement.ofPermissions("admin");
    Denied denied = (Denied) gate.decide(Gates.get(Gates.KEY), admin);

    assertThat(denied.reason()).isEqualTo(Reason.PERMISSION_MISSING);
    assertThat(gate.answer(denied).headers()).containsEntry(REMAINING, "1");
    gate.decide(Gates.get(Gates.KEY), admin);
    assertThat(((Denied) gate.decide(Gates.get(Gates.KEY), admin)).reason())
        .isEqualTo(Reason.RATE_LIMITED);
  }

  /** L04: the forged key bears the genuine one's id and all of its claims. */
  @Test
  void forgedKey_chargesNobodyAndIsToldNothing() {
    ApiKeyGate gate = gate("enforce", "limit.default", "9/day");
    Gates.decide(gate, Gates.KEY);
    String forged = KEY.signedBy(Signer.stranger("HS256")).text();
    for (String value : List.of(forged, "garbage", Gates.KEY + "x", "Bearer " + Gates.KEY)) {
      Denied denied = Gates.denied(gate, value);

      assertThat(denied.limits()).isNull();
      assertThat(gate.answer(denied).headers()).doesNotContainKey(REMAINING);
      assertThat(gate.headersOf(denied)).isEqualTo(KeyHeaders.NONE);
    }

    assertThat(left(gate, Gates.KEY)).isEqualTo("8");
  }

  @ParameterizedTest
  @CsvSource({"exp, -61, KEY_EXPIRED", "nbf, 61, KEY_NOT_YET_VALID"})
  void genuineKeyOutOfItsTime_isToldWhatIsLeftAndNotCharged(
      String claim, long seconds, Reason reason) {
    ApiKeyGate gate = gate("enforce", "limit.default", "9/day");
    Gates.decide(gate, Gates.KEY);
    String late = KEY.claim(claim, TestClock.second() + seconds).text();
    for (int i = 0; i < 3; i++) {
      Denied denied = Gates.denied(gate, late);

      assertThat(denied.reason()).isEqualTo(reason);
      assertThat(gate.answer(denied).headers()).containsEntry(REMAINING, "8");
    }
  }

  @Test
  void keyWhoseStatusDeniesIt_isToldWhatIsLeftAndNotCharged() {
    ApiKeyGate gate = gate("enforce", "limit.default", "9/day");
    Gates.decide(gate, Gates.KEY);

    failures.set(1);
    assertDeniedUncharged(gate, Reason.STATUS_UNAVAILABLE);
    failures.set(0);
    status = KeyStatus.integrationDisabled();
    assertDeniedUncharged(gate, Reason.INTEGRATION_DISABLED);
    status = KeyStatus.revoked("leaked");
    assertDeniedUncharged(gate, Reason.KEY_REVOKED);
  }

  private static void assertDeniedUncharged(ApiKeyGate gate, Reason reason) {
    for (int i = 0; i < 3; i++) {
      Denied denied = Gates.denied(gate, Gates.KEY);

      assertThat(denied.reason()).isEqualTo(reason);
      assertThat(gate.answer(denied).headers()).containsEntry(REMAINING, "8");
    }
  }

  @Test
  void observedLimit_deniesNothingAndTellsListenersAlone() {
    ApiKeyGate gate = gate("observe", "limit.default", "2/minute");
    for (int i = 0; i < 4; i++) {
      Decision decision = Gates.decide(gate, Gates.KEY);

      assertThat(decision).isInstanceOf(Granted.class);
      assertThat(headers(gate, decision)).isEmpty();
    }

    assertThat(events)
        .extracting(DecisionEvent::exceedsObservedLimit)
        .containsExactly(false, false, true, true);
    assertThat(events.get(3).limits().orElseThrow().exceededPolicies()).containsExactly("minute");
    clock.advance(Duration.ofMinutes(1));
    Gates.decide(gate, Gates.KEY);
    assertThat(events.get(4).exceedsObservedLimit()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"info, INFO", "debug, FINE"})
  void observedLimit_thatIsExceeded_isLoggedWithTheKey(String level, String logged) {
    ApiKeyGate gate = gate("observe", "limit.default", "2/minute", "log.denials", level);
    LogRecorder.forget();
    assertThat(granted(gate, Gates.KEY, 3)).isEqualTo(3);

    assertThat(LogRecorder.messages("NEXUS-1085"))
        .singleElement()
        .asString()
        .contains(logged)
        .contains(
            "would be denied: rate_limited: over the limit of plan default: minute \u00b7"
                + " method=GET")
        .contains("key=key-1");
    assertThat(LogRecorder.messages("NEXUS-1020")).isEmpty();
  }

  @Test
  void limit_thatIsEnforced_isNotLoggedAsObserved() {
    ApiKeyGate gate = gate("enforce", "limit.default", "2/minute");
    LogRecorder.forget();
    assertThat(granted(gate, Gates.KEY, 3)).isEqualTo(2);

    assertThat(LogRecorder.messages("NEXUS-1085")).isEmpty();
    assertThat(LogRecorder.messages("NEXUS-1020")).hasSize(1);
  }

  @Test
  void limits_thatAreOff_countNothing() {
    ApiKeyGate gate = gate("off", "limit.default", "1/day");

    assertThat(granted(gate, Gates.KEY, 5)).isEqualTo(5);
    assertThat(events.get(0).limits()).isEmpty();
    assertThat(gate.limitPlans()).isEmpty();
    assertThat(gate.limitsOf(gate.subjectOf(Gates.KEY).orElseThrow(), null)).isEmpty();
  }

  @Test
  void draftHeaders_canBeLeftOut() {
    ApiKeyGate gate = gate("enforce", "limit.draft.headers", "false");

    assertThat(headers(gate, Gates.decide(gate, Gates.KEY)))
        .containsOnlyKeys("X-RateLimit-Limit", REMAINING, "X-RateLimit-Reset");
  }

  @Test
  void keys_haveWindowsOfTheirOwnAndThePlanOfTheirClaim() {
    ApiKeyGate gate =
        gate("enforce", "limit.default", "3/day", "limit.plans", "small=2/day,free=unlimited");

    assertThat(granted(gate, key("one"), 9)).isEqualTo(3);
    assertThat(granted(gate, key("two"), 9)).isEqualTo(3);
    assertThat(granted(gate, KEY.claim("jti", "three").claim("plan", "small").text(), 9))
        .isEqualTo(2);
    assertThat(granted(gate, KEY.claim("jti", "four").claim("plan", "none").text(), 9))
        .isEqualTo(3);
    String free = KEY.claim("jti", "five").claim("plan", "free").text();
    assertThat(granted(gate, free, 99)).isEqualTo(99);
    assertThat(headers(gate, Gates.decide(gate, free))).isEmpty();
  }

  /** Two texts of one id are one key: a key that is issued again has no windows of its own. */
  @Test
  void texts_ofOneKeyId_shareItsWindows() {
    ApiKeyGate gate = gate("enforce", "limit.default", "3/day");

    assertThat(granted(gate, key("one"), 2)).isEqualTo(2);
    assertThat(granted(gate, KEY.claim("jti", "one").claim("note", "x").text(), 9)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1"})
  void windows_areKeptWhenTheCacheDoesNotKeepTheKey(String cacheSize) {
    ApiKeyGate gate = gate("enforce", "limit.default", "3/day", "cache.size", cacheSize);
    int passed = 0;
    for (int i = 0; i < 9; i++) {
      passed += granted(gate, key("one"), 1);
      IntStream.range(0, 20).forEach(j -> Gates.decide(gate, key("other-" + j)));
    }

    assertThat(passed).isEqualTo(3);
  }

  @Test
  void changedRecords_applyToTheNextRequest() {
    ApiKeyGate gate = gate("enforce", "limit.default", "3/day", "limit.plans", "large=9/day");
    assertThat(granted(gate, Gates.KEY, 9)).isEqualTo(3);
    SubjectId id = id(gate, Gates.KEY);

    read(gate, Map.of(), Map.of(id, new KeyLimit("large", null)));
    assertThat(granted(gate, Gates.KEY, 9)).isEqualTo(6);
    read(
        gate,
        Map.of("large", LimitPlan.parse("large", "10/day")),
        Map.of(id, new KeyLimit("large", null)));
    assertThat(granted(gate, Gates.KEY, 9)).isEqualTo(1);
    read(gate, Map.of(), Map.of());
    assertThat(Gates.denied(gate, Gates.KEY).reason()).isEqualTo(Reason.RATE_LIMITED);
  }

  /** While one key replaces the other, both together have what one has. */
  @Test
  void key_thatReplacesAnother_usesItsWindowsUntilTheRecordsSayOtherwise() {
    ApiKeyGate gate = gate("enforce", "limit.default", "4/day");
    String old = key("old");
    String replacement = key("new");
    read(gate, Map.of(), Map.of(id(gate, replacement), new KeyLimit(null, id(gate, old))));

    assertThat(granted(gate, old, 3)).isEqualTo(3);
    assertThat(granted(gate, replacement, 9)).isEqualTo(1);
    assertThat(granted(gate, old, 9)).isZero();
    assertThat(left(gate, replacement)).isEqualTo("0");
    read(gate, Map.of(), Map.of());
    assertThat(granted(gate, replacement, 9)).isEqualTo(4);
  }

  private static SubjectId id(ApiKeyGate gate, String key) {
    return SubjectId.of(Subject.of(gate.subjectOf(key).orElseThrow()));
  }

  private static void read(
      ApiKeyGate gate, Map<String, LimitPlan> plans, Map<SubjectId, KeyLimit> keys) {
    LimitAssignments assignments = new LimitAssignments(plans, keys);
    gate.limitPlans().orElseThrow().readRecords(() -> assignments);
  }

  /** L01, through the whole gate; the cache holds hardly any of the keys. */
  @Test
  void requests_ofManyThreads_passUpToTheLimitOfEachKey() throws Exception {
    ApiKeyGate gate = gate("enforce", "limit.default", "20/day,1000/P2D", "cache.size", "2");
    List<String> keys = IntStream.range(0, 5).mapToObj(i -> key("key-" + i)).toList();
    List<AtomicInteger> passed = keys.stream().map(key -> new AtomicInteger()).toList();
    List<Thread> threads =
        IntStream.range(0, 16)
            .mapToObj(
                t ->
                    new Thread(
                        () ->
                            IntStream.range(0, 100)
                                .map(i -> (i + t) % keys.size())
                                .forEach(
                                    i -> passed.get(i).addAndGet(granted(gate, keys.get(i), 1)))))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(passed).extracting(AtomicInteger::get).containsOnly(20);
  }

  @Test
  void inspection_isThatOfThePlanAndChargesNothing() {
    ApiKeyGate gate = gate("enforce", "limit.default", "3/day", "limit.plans", "small=2/day");
    KeySubject subject = gate.subjectOf(Gates.KEY).orElseThrow();

    Optional<Limits> limits = gate.limitsOf(subject, "small");

    assertThat(limits.orElseThrow().plan()).hasToString("small=2/day");
    assertThat(limits.orElseThrow().windows().get(0).remaining()).isEqualTo(2);
    assertThat(granted(gate, Gates.KEY, 9)).isEqualTo(3);
  }
}
