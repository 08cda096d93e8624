package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.decision.Decision;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/** The ids of a key from its text, for revoking it. */
final class SubjectOfTextTest {
  private static final long NOW = TestClock.NOW.getEpochSecond();

  static Stream<Arguments> genuine() {
    return Stream.of(
        argumentSet("good", KeyMaker.of(Gates.SIGNER)),
        argumentSet(
            "expired long ago",
            KeyMaker.of(Gates.SIGNER).claim("iat", NOW - 99_000).claim("exp", NOW - 90_000)),
        argumentSet(
            "not yet valid",
            KeyMaker.of(Gates.SIGNER).claim("nbf", NOW + 7_200).claim("exp", NOW + 9_000)));
  }

  @ParameterizedTest
  @MethodSource("genuine")
  void subject_ofAGenuineKey_isIts(KeyMaker key) {
    String text = key.claim("jti", "key_1").claim("organizationId", "org_1").text();
    try (ApiKeyGate gate = Gates.builder("token.prefix", "nxs_").build()) {
      for (String sent : List.of(text, "nxs_" + text)) {
        assertThat(gate.subjectOf(sent))
            .hasValueSatisfying(
                subject -> {
                  assertThat(subject.keyId()).isEqualTo("key_1");
                  assertThat(subject.organizationId()).isEqualTo("org_1");
                });
      }
    }
  }

  @ParameterizedTest
  @MethodSource("genuine")
  void description_ofAGenuineKey_hasItsClaims(KeyMaker key) {
    String text = key.claim("permissions", List.of("b", "a")).claim("plan", "gold").text();
    try (ApiKeyGate gate = Gates.builder().build()) {
      assertThat(gate.describeGenuineKey(text))
          .hasValueSatisfying(
              described -> {
                assertThat(described.subject()).isEqualTo(gate.subjectOf(text).orElseThrow());
                assertThat(described.permissions()).containsExactly("b", "a");
                assertThat(described.plan()).isEqualTo("gold");
              });
      assertThat(gate.describeGenuineKey(Gates.KEY).orElseThrow().plan()).isNull();
    }
  }

  static Stream<Arguments> others() {
    String key = Gates.KEY;
    return Stream.of(
        argumentSet("nothing", ""),
        argumentSet("a word", "key"),
        argumentSet("with a line break", key + "\n"),
        argumentSet("with Bearer", "Bearer " + key),
        argumentSet("too long", key + "A".repeat(4096)),
        argumentSet("signed by another", KeyMaker.of(Signer.stranger("HS256")).text()),
        argumentSet("cut off", key.substring(0, key.length() - 4)),
        argumentSet(
            "of no organization", KeyMaker.of(Gates.SIGNER).without("organizationId").text()),
        argumentSet("never expiring", KeyMaker.of(Gates.SIGNER).without("exp").text()));
  }

  @ParameterizedTest
  @MethodSource("others")
  void subject_ofAnythingElse_isNone(String text) {
    try (ApiKeyGate gate = Gates.builder().build()) {
      assertThat(gate.subjectOf(text)).isEmpty();
    }
  }

  @Test
  void subject_ofARevokedKey_isItsAndNobodyIsTold() {
    List<DecisionEvent> events = new ArrayList<>();
    try (ApiKeyGate gate =
        Gates.builder("revocation.store", "memory", "failures.per.minute", "1")
            .listener(events::add)
            .build()) {
      Subject integration =
          Subject.integration(gate.subjectOf(Gates.KEY).orElseThrow().integrationId());
      gate.revocationWriter()
          .orElseThrow()
          .revoke(new Revocation(integration, TestClock.NOW, null, null, "closed"));
      String forged = KeyMaker.of(Signer.stranger("HS256")).text();
      for (int i = 0; i < 10; i++) {
        assertThat(gate.subjectOf(forged)).isEmpty();
      }
      assertThat(gate.subjectOf(Gates.KEY)).isPresent();
      assertThat(events).isEmpty();
      assertThat(Gates.denied(gate, Gates.KEY).reason()).isEqualTo(Reason.KEY_REVOKED);
      assertThat(Gates.denied(gate, forged).reason()).isEqualTo(Reason.KEY_INVALID);
    }
  }

  @Test
  void subject_ofAKeyInAGateThatIsLate_isItsAllTheSame() {
    TestClock clock = new TestClock();
    try (ApiKeyGate gate = Gates.builder().clock(clock).build()) {
      assertThat(Gates.decide(gate, Gates.KEY)).isInstanceOf(Decision.Granted.class);
      clock.advance(Duration.ofDays(400));
      assertThat(Gates.denied(gate, Gates.KEY).reason()).isEqualTo(Reason.KEY_EXPIRED);
      assertThat(gate.subjectOf(Gates.KEY)).isPresent();
    }
  }
}
