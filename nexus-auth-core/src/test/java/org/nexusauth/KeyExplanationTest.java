package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.explain.Explanation;
import org.nexusauth.explain.Explanation.Denial;
import org.nexusauth.explain.Explanation.Outcome;
import org.nexusauth.explain.Explanation.Signature;
import org.nexusauth.explain.Explanation.Step;
import org.nexusauth.limit.LimitAssignments;
import org.nexusauth.limit.LimitAssignments.KeyLimit;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What a gate says of a value, beside what it decides. */
final class KeyExplanationTest {
  private static final String[] WITH_STORE = {
    "revocation.store", "memory", "failures.per.minute", "1"
  };

  private static Explanation explain(ApiKeyGate gate, String value) {
    return gate.explainKey(value, key -> true);
  }

  private static String expired() {
    return KeyMaker.of(Gates.SIGNER).claim("iat", 1).claim("exp", 2).text();
  }

  private static List<Outcome> outcomes(Explanation explanation) {
    return explanation.steps().stream().map(Step::outcome).toList();
  }

  static Stream<Arguments> deniedValues() {
    String key = Gates.KEY;
    return Stream.of(
        argumentSet("nothing", ""),
        argumentSet("whitespace", key + " "),
        argumentSet("Bearer", "Bearer Bearer " + key),
        argumentSet("two keys", key + "," + key),
        argumentSet("too long", "A".repeat(5000)),
        argumentSet("no key", "abc"),
        argumentSet("forged", KeyMaker.of(Signer.stranger("HS256")).text()),
        argumentSet("without expiry", KeyMaker.of(Gates.SIGNER).without("exp").text()),
        argumentSet("expired", expired()));
  }

  @ParameterizedTest
  @MethodSource("deniedValues")
  void explanation_ofADeniedValue_namesTheReasonOfTheGate(String value) {
    for (String header : List.of("api-key", "Authorization")) {
      try (ApiKeyGate gate = Gates.builder("token.header", header).build()) {
        Denied denied = Gates.denied(gate, value);
        Denial explained = explain(gate, value).denial();
        assertThat(explained.reason()).isEqualTo(denied.reason());
        assertThat(explained.detail()).isEqualTo(denied.detail());
        assertThat(explained.whatToDo()).isNotEmpty();
      }
    }
  }

  @Test
  void explanation_ofAValidKey_passesEachStep() {
    try (ApiKeyGate gate = Gates.builder(WITH_STORE).build()) {
      Explanation explanation = explain(gate, Gates.KEY);
      assertThat(explanation.denial()).isNull();
      assertThat(explanation.signature()).isEqualTo(Signature.GOOD);
      assertThat(outcomes(explanation)).hasSize(4).containsOnly(Outcome.OK);
      assertThat(explanation.genuineKey().subject().keyId()).isEqualTo("key-1");
    }
  }

  @Test
  void explanation_ofARevokedKey_hasTheReasonWhereItMayBeShown() {
    List<DecisionEvent> events = new ArrayList<>();
    try (ApiKeyGate gate = Gates.builder(WITH_STORE).listener(events::add).build()) {
      gate.revocationWriter()
          .orElseThrow()
          .revoke(
              new Revocation(
                  Subject.key(null, "org_1", "int_1", "key-1"),
                  TestClock.NOW,
                  null,
                  null,
                  "found in a chat"));
      Explanation shown = explain(gate, Gates.KEY);
      assertThat(shown.denial().reason()).isEqualTo(Reason.KEY_REVOKED);
      assertThat(shown.denial().detail()).contains("found in a chat");

      Explanation hidden = gate.explainKey(Gates.KEY, key -> !key.organizationId().equals("org_1"));
      assertThat(hidden.denial()).isNull();
      assertThat(outcomes(hidden)).endsWith(Outcome.NOT_CHECKED);
      assertThat(hidden.toString()).doesNotContain("found in a chat");
      assertThat(events).isEmpty();
    }
  }

  @Test
  void explanation_withoutAStore_saysThatRevocationsAreNotChecked() {
    try (ApiKeyGate gate = Gates.builder().build()) {
      assertThat(outcomes(explain(gate, Gates.KEY))).endsWith(Outcome.NOT_CHECKED);
    }
  }

  static Stream<Arguments> plans() {
    return Stream.of(
        argumentSet(
            "none",
            null,
            "limits: 60/minute, 1000/hour, of the plan default: the key has no other"),
        argumentSet("known", "small", "limits: 2/day, of the plan small, which the key names"),
        argumentSet(
            "unknown",
            "gold",
            "limits: 60/minute, 1000/hour, of the plan default: the key names the plan"
                + " \"gold\", which does not exist"));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void explanation_withLimits_saysWhichPlanIsInForce(String claimed, String said) {
    KeyMaker maker = KeyMaker.of(Gates.SIGNER);
    String key = claimed == null ? maker.text() : maker.claim("plan", claimed).text();
    assertThat(lastStep("enforce", key)).isEqualTo(said);
    assertThat(lastStep("observe", key)).isEqualTo(said + "; they are observed only");
    assertThat(lastStep("off", key)).doesNotContain("limits");
  }

  private static String lastStep(String mode, String key) {
    try (ApiKeyGate gate =
        Gates.builder("limit.mode", mode, "limit.plans", "small=2/day").build()) {
      List<Step> steps = explain(gate, key).steps();
      assertThat(gate.explainKey(key, any -> false).steps().toString()).doesNotContain("limits: ");
      return steps.get(steps.size() - 1).text();
    }
  }

  @Test
  void explanation_ofAKeyWhosePlanItsRecordNames_saysSo() {
    try (ApiKeyGate gate =
        Gates.builder("limit.mode", "enforce", "limit.plans", "small=2/day").build()) {
      SubjectId key = SubjectId.of(Subject.of(gate.subjectOf(Gates.KEY).orElseThrow()));
      LimitAssignments records =
          new LimitAssignments(Map.of(), Map.of(key, new KeyLimit("small", null)));
      gate.limitPlans().orElseThrow().readRecords(() -> records);

      List<Step> steps = explain(gate, Gates.KEY).steps();
      assertThat(steps.get(steps.size() - 1))
          .isEqualTo(
              new Step(
                  Outcome.OK, "limits: 2/day, of the plan small, which the key's record names"));
    }
  }

  @Test
  void explanation_ofAGenuineKeyOutsideItsLifetime_hasItsIds() {
    try (ApiKeyGate gate = Gates.builder().build()) {
      assertThat(explain(gate, expired()).genuineKey().subject().expiresAt())
          .isEqualTo(Instant.ofEpochSecond(2));
      assertThat(explain(gate, "abc").genuineKey()).isNull();
    }
  }

  @Test
  void explanation_ofForgedKeys_chargesNoLimit() {
    String forged = KeyMaker.of(Signer.stranger("HS256")).text();
    try (ApiKeyGate gate = Gates.builder(WITH_STORE).build()) {
      for (int i = 0; i < 5; i++) {
        explain(gate, forged);
      }
      assertThat(Gates.denied(gate, forged).reason()).isEqualTo(Reason.KEY_INVALID);
    }
  }

  @Test
  void explanation_holdsNoKeyText() {
    try (ApiKeyGate gate = Gates.builder().build()) {
      String shown = explain(gate, Gates.KEY).toString();
      for (String part : Gates.KEY.split("\\.", -1)) {
        assertThat(shown).doesNotContain(part);
      }
    }
  }
}
