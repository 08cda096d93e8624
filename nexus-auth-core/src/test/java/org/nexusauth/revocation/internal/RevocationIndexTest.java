package org.nexusauth.revocation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.TestClock;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Change.State;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

final class RevocationIndexTest {
  private static final Instant NOW = TestClock.NOW;
  private static final long MILLIS = NOW.toEpochMilli();

  private final RevocationIndex index = new RevocationIndex();
  private final HashedKeySubject key = key(NOW);

  private static HashedKeySubject key(@Nullable Instant issuedAt) {
    return HashedKeySubject.of(
        KeySubject.builder("key_1", "int_1", "org_1")
            .issuer("iss")
            .agentId("agt_1")
            .signingKeyId("kid_1")
            .issuedAt(issuedAt)
            .build());
  }

  private static Subject subject(Subject.Kind kind) {
    return switch (kind) {
      case KEY -> Subject.key("iss", "org_1", "int_1", "key_1");
      case INTEGRATION -> Subject.integration("int_1");
      case AGENT -> Subject.agent("agt_1");
      case ORGANIZATION -> Subject.organization("org_1");
      case SIGNING_KEY -> Subject.signingKey("iss", "kid_1");
    };
  }

  private void apply(Subject subject, State state, Instant at, @Nullable Instant before) {
    index.applyChanges(
        List.of(new Change(SubjectId.of(subject), state, at, before, null, "because")), MILLIS);
  }

  private void revoke(Subject subject) {
    apply(subject, State.REVOKED, NOW, null);
  }

  @ParameterizedTest
  @EnumSource(Subject.Kind.class)
  void goodKey_thatIsUsed_isRefusedFromItsRevocationOn(Subject.Kind kind) {
    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.active());
    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.active());

    revoke(subject(kind));

    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.revoked("because"));
    HashedKeySubject other =
        HashedKeySubject.of(KeySubject.builder("key_2", "int_2", "org_2").issuer("iss").build());
    assertThat(index.statusOf(other, MILLIS)).isEqualTo(KeyStatus.active());
  }

  @Test
  void equalIds_ofTwoKinds_areTwoSubjects() {
    revoke(Subject.agent("int_1"));
    revoke(Subject.organization("agt_1"));

    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.active());
  }

  @Test
  void stamp_ofOneIndex_countsForNoOther() {
    RevocationIndex other = new RevocationIndex();
    other.applyChanges(List.of(Change.of(whole())), MILLIS);

    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.active());
    assertThat(other.statusOf(key, MILLIS)).isEqualTo(KeyStatus.revoked("leaked"));
  }

  private static Revocation whole() {
    return new Revocation(Subject.key("iss", "org_1", "int_1", "key_1"), NOW, null, null, "leaked");
  }

  @Test
  void comingRevocation_isInForceOnTimeAlthoughNothingChanges() {
    apply(Subject.integration("int_1"), State.REVOKED, NOW.plusSeconds(60), null);

    assertThat(index.statusOf(key, MILLIS + 59_999)).isEqualTo(KeyStatus.active());
    assertThat(index.statusOf(key, MILLIS + 60_000)).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void comingRevocation_isInForceAfterItWasCountedAsAChange() {
    apply(Subject.integration("int_1"), State.REVOKED, NOW.plusSeconds(60), null);
    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.active());
    index.advanceTo(MILLIS + 60_000);

    assertThat(index.statusOf(key, MILLIS + 60_001)).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void comingRevocation_thatWasDue_staysInForceWhenTheClockIsSetBack() {
    apply(Subject.integration("int_1"), State.REVOKED, NOW.plusSeconds(60), null);
    index.advanceTo(MILLIS + 60_000);

    assertThat(index.statusOf(key, MILLIS + 59_000)).isEqualTo(KeyStatus.revoked("because"));
    assertThat(index.statusOf(key, MILLIS + 60_001)).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void each_ofTwoComingRevocations_isOnTime() {
    apply(Subject.integration("int_2"), State.REVOKED, NOW.plusSeconds(30), null);
    apply(Subject.integration("int_1"), State.REVOKED, NOW.plusSeconds(60), null);
    index.advanceTo(MILLIS + 30_000);

    assertThat(index.statusOf(key, MILLIS + 30_000)).isEqualTo(KeyStatus.active());
    assertThat(index.statusOf(key, MILLIS + 60_000)).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void moments_beyondWhat_canBeCountedAreAlwaysAndNever() {
    Subject agent = Subject.agent("agt_1");
    apply(agent, State.REVOKED, Instant.MAX, null);
    apply(agent, State.REVOKED, Instant.MAX, NOW.plusSeconds(1));
    assertThat(index.statusOf(key, Long.MAX_VALUE - 1)).isEqualTo(KeyStatus.active());
    index.advanceTo(MILLIS);

    apply(Subject.organization("org_1"), State.REVOKED, Instant.MIN, NOW);
    assertThat(index.statusOf(key(NOW.minusMillis(1)), MILLIS).state())
        .isEqualTo(KeyStatus.State.REVOKED);
    apply(Subject.integration("int_1"), State.REVOKED, Instant.MIN, null);
    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.revoked("because"));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE - 1})
  void moment_thatCanBeCounted_isItselfToTheMillisecond(long millis) {
    apply(Subject.agent("agt_1"), State.REVOKED, Instant.ofEpochMilli(millis).plusNanos(1), null);

    assertThat(index.statusOf(key, millis)).isEqualTo(KeyStatus.revoked("because"));
    if (millis > Long.MIN_VALUE) {
      RevocationIndex other = new RevocationIndex();
      Change change =
          new Change(
              SubjectId.of(Subject.agent("agt_1")),
              State.REVOKED,
              Instant.ofEpochMilli(millis),
              null,
              null,
              "later");
      other.applyChanges(List.of(change), millis - 1);
      assertThat(other.statusOf(key, millis - 1)).isEqualTo(KeyStatus.active());
    }
  }

  @Test
  void issued_before_refusesOlderKeysAndThoseWithoutATime() {
    apply(Subject.organization("org_1"), State.REVOKED, NOW, NOW);

    assertThat(index.statusOf(key(NOW.minusMillis(1)), MILLIS).state())
        .isEqualTo(KeyStatus.State.REVOKED);
    assertThat(index.statusOf(key(null), MILLIS).state()).isEqualTo(KeyStatus.State.REVOKED);
    assertThat(index.statusOf(key(NOW), MILLIS).state()).isEqualTo(KeyStatus.State.REVOKED);
    assertThat(index.statusOf(key(NOW.plusMillis(1)), MILLIS)).isEqualTo(KeyStatus.active());
  }

  @Test
  void issued_before_neverMovesBackAndTheWholeOutranksIt() {
    apply(Subject.organization("org_1"), State.REVOKED, NOW, NOW);
    apply(Subject.organization("org_1"), State.REVOKED, NOW, NOW.minusSeconds(100));

    assertThat(index.statusOf(key(NOW.minusSeconds(1)), MILLIS).state())
        .isEqualTo(KeyStatus.State.REVOKED);
    revoke(Subject.organization("org_1"));
    assertThat(index.statusOf(key(NOW.plusSeconds(1)), MILLIS).state())
        .isEqualTo(KeyStatus.State.REVOKED);
    assertThat(index.entries()).isEqualTo(1);
  }

  @Test
  void switch_goesOffAndOnAndTheIntegrationIsNamedFirst() {
    apply(Subject.agent("agt_1"), State.DISABLED, NOW, null);
    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.agentRestricted());

    apply(Subject.integration("int_1"), State.DISABLED, NOW, null);
    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.integrationDisabled());

    apply(Subject.integration("int_1"), State.ENABLED, NOW, null);
    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.agentRestricted());

    apply(Subject.agent("agt_1"), State.ENABLED, NOW, null);
    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.active());
  }

  @Test
  void revocation_outranksASwitchAndSwitchingOnDoesNotUndoIt() {
    apply(Subject.integration("int_1"), State.DISABLED, NOW, null);
    revoke(Subject.signingKey("iss", "kid_1"));
    revoke(Subject.integration("int_1"));
    apply(Subject.integration("int_1"), State.ENABLED, NOW, null);

    assertThat(index.statusOf(key, MILLIS)).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void change_without_changesIsNoNewVersion() {
    index.applyChanges(List.of(), MILLIS);
    assertThat(index.version()).isZero();

    revoke(Subject.agent("other"));
    assertThat(index.version()).isEqualTo(1);
  }
}
