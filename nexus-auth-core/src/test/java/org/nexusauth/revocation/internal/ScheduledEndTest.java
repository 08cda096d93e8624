package org.nexusauth.revocation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.TestClock;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Change.State;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** Scheduled revocations of a key in the index: when it ends, and that it does not after all. */
final class ScheduledEndTest {
  private static final Instant NOW = TestClock.NOW;
  private static final Instant END = NOW.plusSeconds(60);
  private static final Subject SUBJECT = Subject.key("iss", "org_1", "int_1", "key_1");

  private final TestClock clock = new TestClock();
  private final RevocationIndex index = new RevocationIndex();
  private final HashedKeySubject key =
      HashedKeySubject.of(
          KeySubject.builder("key_1", "int_1", "org_1").issuer("iss").issuedAt(NOW).build());

  private static Change revoked(Subject subject, Instant at, @Nullable Instant before) {
    return new Change(SubjectId.of(subject), State.REVOKED, at, before, null, "because");
  }

  private static Change revoked(Instant at) {
    return revoked(SUBJECT, at, null);
  }

  private static Change withdrawn(Instant after) {
    return Change.ofWithdrawal(SubjectId.of(SUBJECT), after, null);
  }

  private void apply(Change... changes) {
    index.applyChanges(List.of(changes), clock.millis());
  }

  private KeyStatus status() {
    return index.statusOf(key, clock.millis());
  }

  private @Nullable Change end() {
    return index.findScheduledEnd(key, clock);
  }

  @Test
  void end_isTheEarliestScheduledRevocationOfTheKeyItself() {
    assertThat(end()).isNull();

    apply(revoked(Subject.integration("int_1"), NOW.plusSeconds(5), null));
    apply(revoked(SUBJECT, NOW.plusSeconds(10), NOW));
    assertThat(end()).isNull();

    apply(revoked(END.plusSeconds(60)));
    assertThat(end()).isEqualTo(revoked(END.plusSeconds(60)));
    apply(revoked(END));
    assertThat(end()).isEqualTo(revoked(END));
    apply(revoked(END.plusSeconds(1)));
    assertThat(end()).isEqualTo(revoked(END));
  }

  @Test
  void end_isThereUntilItsInstant() {
    apply(revoked(END));

    clock.advance(Duration.ofMillis(59_999));
    assertThat(end()).isNotNull();
    clock.advance(Duration.ofMillis(1));
    assertThat(end()).isNull();
    assertThat(status()).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void end_thatHasCome_isNotAnnouncedAgainByAClockThatWasSetBack() {
    apply(revoked(END));
    index.advanceTo(END.toEpochMilli());

    assertThat(end()).isNull();
  }

  @Test
  void withdrawal_inALaterPage_leavesTheKeyActive() {
    apply(revoked(END));
    assertThat(status()).isEqualTo(KeyStatus.active());

    apply(withdrawn(NOW.plusSeconds(5)));

    assertThat(end()).isNull();
    assertThat(index.entries()).isZero();
    clock.advance(Duration.ofSeconds(61));
    index.advanceTo(clock.millis());
    assertThat(status()).isEqualTo(KeyStatus.active());
  }

  @Test
  void withdrawal_inTheSamePage_leavesTheKeyActive() {
    apply(revoked(END), withdrawn(NOW.plusSeconds(5)));

    clock.advance(Duration.ofSeconds(61));
    assertThat(status()).isEqualTo(KeyStatus.active());
  }

  @Test
  void withdrawal_withoutTheRevocation_changesNothing() {
    apply(withdrawn(NOW.plusSeconds(5)));
    assertThat(status()).isEqualTo(KeyStatus.active());

    apply(revoked(END), withdrawn(NOW.plusSeconds(5)), withdrawn(NOW.plusSeconds(5)));
    assertThat(end()).isNull();
  }

  @Test
  void withdrawal_thatArrivesLate_countsAlthoughTheInstantHasPassedHere() {
    apply(revoked(END));
    clock.advance(Duration.ofSeconds(60));
    index.advanceTo(clock.millis());
    assertThat(status()).isEqualTo(KeyStatus.revoked("because"));

    apply(withdrawn(END.minusSeconds(1)));

    assertThat(status()).isEqualTo(KeyStatus.active());
  }

  @Test
  void withdrawal_leavesWhatTakesEffectByItsInstant() {
    apply(revoked(END), withdrawn(END));

    assertThat(end()).isEqualTo(revoked(END));
  }

  @Test
  void withdrawal_leavesWhatWasInForceWhenItWasRead() {
    apply(revoked(NOW), withdrawn(NOW.minusSeconds(1)));

    assertThat(status()).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void withdrawal_leavesRevocationsOfKeysIssuedBefore() {
    apply(revoked(SUBJECT, END, NOW), revoked(NOW.plusSeconds(30)));
    apply(revoked(SUBJECT, END.plusSeconds(1), NOW.plusSeconds(1)));

    apply(withdrawn(NOW.plusSeconds(5)));

    clock.advance(Duration.ofSeconds(60));
    assertThat(status()).isEqualTo(KeyStatus.revoked("because"));
    HashedKeySubject newer =
        HashedKeySubject.of(
            KeySubject.builder("key_1", "int_1", "org_1")
                .issuer("iss")
                .issuedAt(NOW.plusSeconds(1))
                .build());
    assertThat(index.statusOf(newer, clock.millis())).isEqualTo(KeyStatus.active());
    clock.advance(Duration.ofSeconds(1));
    assertThat(index.statusOf(newer, clock.millis())).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void withdrawal_leavesOtherSubjects() {
    apply(revoked(Subject.integration("int_1"), END, null), withdrawn(NOW));

    clock.advance(Duration.ofSeconds(60));
    assertThat(status()).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void revocation_afterAWithdrawal_isInForceOnTime() {
    apply(revoked(END), withdrawn(NOW.plusSeconds(5)), revoked(END.plusSeconds(10)));

    assertThat(end()).isEqualTo(revoked(END.plusSeconds(10)));
    clock.advance(Duration.ofSeconds(69));
    assertThat(status()).isEqualTo(KeyStatus.active());
    clock.advance(Duration.ofSeconds(1));
    assertThat(status()).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void withdrawal_leavesTheDueTimeOfOthers() {
    Subject integration = Subject.integration("int_1");
    apply(revoked(END), revoked(integration, END, null));
    assertThat(status()).isEqualTo(KeyStatus.active());

    apply(withdrawn(NOW.plusSeconds(5)));
    assertThat(status()).isEqualTo(KeyStatus.active());

    clock.advance(Duration.ofSeconds(60));
    assertThat(status()).isEqualTo(KeyStatus.revoked("because"));
  }

  @Test
  void withdrawal_isANewVersion() {
    apply(revoked(END));
    long before = index.version();

    apply(withdrawn(NOW));

    assertThat(index.version()).isEqualTo(before + 1);
  }

  @Test
  void subject_isRevokedByAnInstant_fromItsRevocationOn() {
    SubjectId id = SubjectId.of(SUBJECT);
    apply(revoked(SUBJECT, NOW, NOW));
    assertThat(index.isRevokedBy(id, END)).isFalse();

    apply(revoked(END));
    assertThat(index.isRevokedBy(id, END.minusNanos(1))).isFalse();
    assertThat(index.isRevokedBy(id, END)).isTrue();

    apply(revoked(NOW));
    assertThat(index.isRevokedBy(id, NOW)).isTrue();
    assertThat(index.isRevokedBy(SubjectId.of(Subject.integration("int_1")), END)).isFalse();
  }
}
