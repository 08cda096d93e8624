package org.nexusauth.management.alert.rule.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.management.alert.activity.SampleFacts;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.AssignedLimits;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.HourHistory;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.alert.rule.OutcomeGroup;
import org.nexusauth.management.alert.rule.RecordRule;
import org.nexusauth.management.alert.rule.RequestWindow;
import org.nexusauth.management.alert.rule.TrafficLevel;
import org.nexusauth.management.alert.rule.TrafficLevel.Pauses;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.usage.store.KeyId;

/** Each rule on both sides of its threshold, and its sentence. */
class KeyRulesTest {
  private static final AlertThresholds THRESHOLDS = AlertThresholds.DEFAULT;
  private static final KeyId KEY = new KeyId("acme", "int-1", "key-1");
  private static final Instant NOW = Instant.parse("2026-03-11T10:17:00Z");
  private static final Instant CREATED = NOW.minus(Duration.ofDays(100));

  private static SampleFacts facts() {
    return new SampleFacts(KEY, CREATED);
  }

  private static RequestWindow window(Consumer<RequestWindow> requests) {
    RequestWindow window = new RequestWindow(NOW.getEpochSecond() / 60 - 2);
    window.beginMinute();
    requests.accept(window);
    return window;
  }

  private static Optional<Finding> evaluate(
      ActivityRule rule, SampleFacts facts, Consumer<RequestWindow> requests) {
    return evaluate(rule, facts.build(), requests, 1_000);
  }

  private static Optional<Finding> evaluate(
      ActivityRule rule, KeyFacts facts, Consumer<RequestWindow> requests, int knownMinutes) {
    Pauses pauses = new Pauses(Duration.ZERO, Duration.ZERO, NOW);
    TrafficLevel level = new TrafficLevel(1, 1, 0.1, knownMinutes, 1, pauses, null);
    return rule.evaluateActivity(
        new KeyActivity(NOW, window(requests), level, () -> HourHistory.NONE, facts));
  }

  private static Consumer<RequestWindow> requests(OutcomeGroup group, int number) {
    return window -> window.addRequests(group, number);
  }

  @Test
  void limitHits_ofTwenty_areFoundWithTheirShare() {
    ActivityRule rule = new LimitHitsRule(THRESHOLDS);
    Consumer<RequestWindow> others = requests(OutcomeGroup.SUCCESS, 80);
    assertThat(evaluate(rule, facts(), others.andThen(requests(OutcomeGroup.LIMITED, 19))))
        .isEmpty();
    assertThat(
            evaluate(
                rule,
                facts(),
                requests(OutcomeGroup.SUCCESS, 2_000).andThen(requests(OutcomeGroup.LIMITED, 20))))
        .isEmpty();
    assertThat(evaluate(rule, facts(), others.andThen(requests(OutcomeGroup.LIMITED, 20))))
        .get()
        .extracting(Finding::sentence)
        .isEqualTo(
            "Key \"Orders\" (…a91f) was denied 20 of its 100 requests in the last 15 min (20 %)"
                + " because a limit was used up.");
  }

  @Test
  void limitUse_inSteps_isFoundWithTheHighestStep() {
    ActivityRule rule = new LimitNearlyUsedRule(THRESHOLDS);
    SampleFacts limited =
        facts()
            .limited(
                new AssignedLimits(
                    List.of(LimitPolicy.parse("100/hour"), LimitPolicy.parse("10/minute")), 0));
    assertThat(evaluate(rule, limited, requests(OutcomeGroup.SUCCESS, 74))).isEmpty();
    assertThat(evaluate(rule, limited, requests(OutcomeGroup.REVOKED, 99))).isEmpty();
    assertThat(evaluate(rule, limited, requests(OutcomeGroup.CLIENT_ERROR, 75)))
        .get()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(AlertSeverity.INFO);
              assertThat(found.sentence())
                  .isEqualTo(
                      "Key \"Orders\" (…a91f) has used 75 % or more of its limit 100/hour: 75 of"
                          + " 100; the next window begins at 2026-03-11 11:00 UTC.");
            });
    assertThat(evaluate(rule, limited, requests(OutcomeGroup.SUCCESS, 130)))
        .get()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(AlertSeverity.WARNING);
              assertThat(found.sentence()).contains("100 % or more", "100 of 100");
            });
  }

  @Test
  void revokedKey_ofEachCause_saysIt() {
    ActivityRule rule = new RevokedKeyRule(THRESHOLDS);
    assertThat(evaluate(rule, facts(), requests(OutcomeGroup.SUCCESS, 1))).isEmpty();
    for (Cause cause : Cause.values()) {
      SampleFacts revoked = facts().revoked(new KeyRevocation(NOW, "ada", cause, ""));
      assertThat(evaluate(rule, revoked, requests(OutcomeGroup.REVOKED, 1)))
          .get()
          .satisfies(
              found -> {
                assertThat(found.sentence())
                    .startsWith("Key \"Orders\" (…a91f) was revoked at 2026-03-11 10:17 UTC")
                    .endsWith(" and is still sent: 1 request in the last hour, all denied.");
                assertThat(found.severity() == AlertSeverity.CRITICAL)
                    .isEqualTo(cause == Cause.LEAKED);
              });
    }
  }

  @Test
  void revokedKey_withoutRecord_isNamedByItsId() {
    KeyId hostile = new KeyId("acme", "i", "a\u202Eb\nc".repeat(10));
    assertThat(
            evaluate(
                new RevokedKeyRule(THRESHOLDS),
                KeyFacts.unrecorded(hostile),
                requests(OutcomeGroup.REVOKED, 3),
                9))
        .get()
        .extracting(Finding::sentence)
        .isEqualTo(
            "Key with the id a?b?ca?b?ca?b?ca… was revoked and is still sent: 3 requests in the"
                + " last hour, all denied.");
  }

  @Test
  void expiredKey_inUse_saysWhenItExpired() {
    ActivityRule rule = new ExpiredKeyRule(THRESHOLDS);
    assertThat(evaluate(rule, facts(), requests(OutcomeGroup.DENIED, 9))).isEmpty();
    assertThat(
            evaluate(
                rule,
                facts().expires(NOW.minusSeconds(600)),
                requests(OutcomeGroup.EXPIRED, 1_204)))
        .get()
        .extracting(Finding::sentence)
        .isEqualTo(
            "Key \"Orders\" (…a91f) has expired at 2026-03-11 10:07 UTC and is still sent: 1,204"
                + " requests in the last hour, all denied.");
  }

  @Test
  void oldKey_afterTheNewOne_isFoundAfterAnHour() {
    ActivityRule rule = new OldKeyRule(THRESHOLDS);
    Rotation rotation =
        new Rotation(
            "k2",
            NOW.minus(Duration.ofDays(2)),
            "ada",
            Duration.ofHours(24),
            NOW.plus(Duration.ofDays(28)),
            NOW.minus(Duration.ofMinutes(60)));
    Consumer<RequestWindow> used = requests(OutcomeGroup.SUCCESS, 14);
    assertThat(evaluate(rule, facts().rotated(rotation, null), used)).isEmpty();
    assertThat(evaluate(rule, facts().rotated(rotation, NOW.minusSeconds(3_599)), used)).isEmpty();
    assertThat(
            evaluate(
                rule,
                facts().rotated(rotation, NOW.minusSeconds(3_600)),
                requests(OutcomeGroup.REVOKED, 9)))
        .isEmpty();
    assertThat(evaluate(rule, facts().rotated(rotation, NOW.minusSeconds(3_600)), used))
        .get()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(AlertSeverity.WARNING);
              assertThat(found.sentence())
                  .isEqualTo(
                      "Key \"Orders\" (…a91f) is being replaced and still in use: 14 requests in the"
                          + " last 30 min, although the new key has been used since 2026-03-11 09:17"
                          + " UTC; the old key ends at 2026-03-12 09:17 UTC.");
            });
  }

  @Test
  void newNetwork_ofAKeyWithOne_isFoundForADay() {
    ActivityRule rule = NewDetailRule.forNetworks(THRESHOLDS);
    Instant old = CREATED.plus(Duration.ofDays(1));
    Consumer<RequestWindow> used = requests(OutcomeGroup.SUCCESS, 1);
    assertThat(evaluate(rule, facts().network("10.2.0.0/24", old), used)).isEmpty();
    SampleFacts moved =
        facts().network("10.2.0.0/24", old).network("203.0.113.0/24", NOW.minusSeconds(1_020));
    assertThat(evaluate(rule, moved, used))
        .get()
        .extracting(Finding::sentence)
        .isEqualTo(
            "Key \"Orders\" (…a91f) is used from a network that it has never had: 203.0.113.0/24, 12"
                + " requests since 2026-03-11 10:00 UTC; known are 10.2.0.0/24.");
    assertThat(
            evaluate(
                rule,
                facts().network("a", old).network("b", NOW.minus(Duration.ofHours(25))),
                used))
        .isEmpty();
  }

  @Test
  void newNetwork_ofAKeyThatMoves_saysNothing() {
    ActivityRule rule = NewDetailRule.forNetworks(THRESHOLDS);
    Consumer<RequestWindow> used = requests(OutcomeGroup.SUCCESS, 1);
    SampleFacts often =
        facts()
            .network("a", CREATED)
            .network("b", NOW.minus(Duration.ofDays(20)))
            .network("c", NOW);
    assertThat(evaluate(rule, often, used)).isEmpty();
    SampleFacts many = facts().network("new", NOW);
    for (int i = 0; i < 11; i++) {
      many.network("n" + i, CREATED);
    }
    assertThat(evaluate(rule, many, used)).isEmpty();
    assertThat(evaluate(rule, facts().network("(other)", CREATED).network("new", NOW), used))
        .isEmpty();
    SampleFacts young =
        new SampleFacts(KEY, NOW.minus(Duration.ofDays(7)))
            .network("a", NOW.minus(Duration.ofDays(7)))
            .network("b", NOW);
    assertThat(evaluate(rule, young, used)).isEmpty();
  }

  @Test
  void newClientVersion_withControls_isCleaned() {
    SampleFacts updated = facts().version("1.4", CREATED).version("2.0\r\nBcc: x", NOW);
    assertThat(
            evaluate(
                NewDetailRule.forClientVersions(THRESHOLDS),
                updated,
                requests(OutcomeGroup.SUCCESS, 1)))
        .get()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(AlertSeverity.INFO);
              assertThat(found.sentence())
                  .contains("with a client version that it has never had: 2.0??Bcc: x, ");
            });
  }

  @Test
  void unknownKey_withoutRecord_isFoundAfterThreeMinutes() {
    ActivityRule rule = new UnknownKeyRule();
    KeyFacts none = KeyFacts.unrecorded(KEY);
    assertThat(evaluate(rule, none, requests(OutcomeGroup.SUCCESS, 7), 2)).isEmpty();
    assertThat(evaluate(rule, none, requests(OutcomeGroup.SUCCESS, 7), 3))
        .get()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(AlertSeverity.CRITICAL);
              assertThat(found.sentence())
                  .isEqualTo(
                      "Key with the id key-1 has no record, but its signature is good: 7 requests in"
                          + " the last hour; unless it was issued by the command line or another"
                          + " service with this signing key, the signing key is stolen.");
            });
  }

  @Test
  void unknownKey_importedByAnOperator_isExplained() {
    ActivityRule rule = new UnknownKeyRule();
    Consumer<RequestWindow> used = requests(OutcomeGroup.SUCCESS, 1);
    assertThat(evaluate(rule, facts(), used)).isEmpty();
    assertThat(evaluate(rule, facts().created(NOW).importedBy("ada", true), used)).isEmpty();
    assertThat(evaluate(rule, facts().importedBy("first seen", true), used)).isEmpty();
    assertThat(evaluate(rule, facts().created(NOW).importedBy("first seen", true), used))
        .isPresent();
  }

  @Test
  void expiry_inSteps_isFound() {
    assertThat(expiringIn(Duration.ofDays(30).plusSeconds(1))).isEmpty();
    assertThat(expiringIn(Duration.ofDays(30)))
        .get()
        .extracting(Finding::severity)
        .isEqualTo(AlertSeverity.INFO);
    assertThat(expiringIn(Duration.ofDays(7)))
        .get()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(AlertSeverity.WARNING);
              assertThat(found.sentence())
                  .isEqualTo(
                      "Key \"Orders\" (…a91f) expires in 7 days, at 2026-03-18 10:17 UTC; it was last"
                          + " used at 2025-12-01 10:17 UTC.");
            });
    assertThat(expiringIn(Duration.ofHours(20)))
        .get()
        .extracting(Finding::sentence)
        .asString()
        .contains("in 20 h");
    assertThat(expiringIn(Duration.ZERO)).isEmpty();
  }

  private static Optional<Finding> expiringIn(Duration left) {
    return new ExpiringKeyRule(THRESHOLDS)
        .evaluateRecord(facts().expires(NOW.plus(left)).build(), NOW);
  }

  @Test
  void expiry_ofAShortLivedKey_isFoundNearItsEndAlone() {
    RecordRule rule = new ExpiringKeyRule(THRESHOLDS);
    SampleFacts week = new SampleFacts(KEY, NOW).expires(NOW.plus(Duration.ofDays(7)));
    assertThat(rule.evaluateRecord(week.build(), NOW.plus(Duration.ofDays(5)))).isEmpty();
    assertThat(rule.evaluateRecord(week.build(), NOW.plus(Duration.ofDays(6)))).isPresent();
  }

  @Test
  void rotation_whoseNewKeyIsNeverUsed_isFoundBeforeItsDeadline() {
    RecordRule rule = new ExpiringKeyRule(THRESHOLDS);
    Rotation forgotten =
        new Rotation(
            "k2",
            NOW.minus(Duration.ofDays(24)),
            "ada",
            Duration.ofHours(24),
            NOW.plus(Duration.ofDays(6)),
            null);
    assertThat(rule.evaluateRecord(facts().rotated(forgotten, null).build(), NOW))
        .get()
        .extracting(Finding::sentence)
        .asString()
        .contains("is being replaced by a key that was never used, and ends in 6 days");
    assertThat(rule.evaluateRecord(facts().rotated(forgotten, NOW).build(), NOW)).isEmpty();
  }

  @Test
  void unusedKey_forNinetyDays_isFound() {
    RecordRule rule = new UnusedKeyRule(THRESHOLDS);
    assertThat(rule.evaluateRecord(facts().lastUsed(NOW.minus(Duration.ofDays(89))).build(), NOW))
        .isEmpty();
    assertThat(rule.evaluateRecord(facts().lastUsed(NOW.minus(Duration.ofDays(90))).build(), NOW))
        .get()
        .extracting(Finding::sentence)
        .isEqualTo(
            "Key \"Orders\" (…a91f) is valid and has not been used for 90 days; it was last used at"
                + " 2025-12-11 10:17 UTC.");
    assertThat(rule.evaluateRecord(facts().lastUsed(null).build(), NOW))
        .get()
        .extracting(Finding::sentence)
        .asString()
        .contains("never used");
    assertThat(rule.evaluateRecord(facts().lastUsed(null).expires(NOW).build(), NOW)).isEmpty();
  }
}
