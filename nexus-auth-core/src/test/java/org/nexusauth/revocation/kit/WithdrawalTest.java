package org.nexusauth.revocation.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.StoredRevocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.SubjectStatus;

final class WithdrawalTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Instant LATEST = NOW.plusSeconds(5);
  private static final Subject SUBJECT = Subject.key("iss", "org_1", "int_1", "key_1");

  private final List<StoredChange> known = new ArrayList<>();

  private void add(
      Instant at, boolean immediate, @Nullable Instant before, @Nullable Instant until) {
    Change change = Change.of(new Revocation(SUBJECT, at, before, until, "because"));
    known.add(new StoredChange(known.size() + 1, change, immediate));
  }

  private void schedule(Instant at) {
    add(at, false, null, null);
  }

  @Test
  void scheduled_onesOfTheWholeSubject_areDeletedAndNoOther() {
    schedule(NOW.plusSeconds(60));
    add(NOW.plusSeconds(50), false, NOW, null);
    add(NOW, true, NOW, null);
    schedule(NOW.plusSeconds(20));

    Withdrawal found = Withdrawal.find(SUBJECT, known, NOW).orElseThrow();

    assertThat(found.deleted()).containsExactly(1L, 4L);
    assertThat(found.change()).isEqualTo(Change.ofWithdrawal(SubjectId.of(SUBJECT), LATEST, null));
  }

  @Test
  void nothing_isWithdrawnWithoutAScheduledOne() {
    assertThat(Withdrawal.find(SUBJECT, known, NOW)).isEmpty();

    add(NOW.plusSeconds(50), false, NOW, null);
    assertThat(Withdrawal.find(SUBJECT, known, NOW)).isEmpty();
  }

  @Test
  void margin_isTheEdge() {
    schedule(LATEST);
    assertThat(Withdrawal.find(SUBJECT, known, NOW)).isEmpty();
    assertThat(Withdrawal.find(SUBJECT, known, NOW.minusNanos(1_000))).isPresent();
  }

  @Test
  void nothing_isWithdrawnWhereTheSubjectEndsAnyway() {
    schedule(NOW.plusSeconds(60));
    add(NOW.plusSeconds(3_600), true, null, null);
    assertThat(Withdrawal.find(SUBJECT, known, NOW)).isEmpty();

    known.remove(1);
    schedule(LATEST);
    assertThat(Withdrawal.find(SUBJECT, known, NOW)).isEmpty();
  }

  @Test
  void withdrawal_isKeptAsLongAsWhatItWithdraws() {
    add(NOW.plusSeconds(60), false, null, NOW.plusSeconds(100));
    add(NOW.plusSeconds(50), false, null, NOW.plusSeconds(90));
    assertThat(Withdrawal.find(SUBJECT, known, NOW).orElseThrow().change().until())
        .isEqualTo(NOW.plusSeconds(100));

    schedule(NOW.plusSeconds(40));
    assertThat(Withdrawal.find(SUBJECT, known, NOW).orElseThrow().change().until()).isNull();
  }

  @Test
  void status_afterAWithdrawal_hasNoScheduledRevocation() {
    Change scheduled =
        Change.of(new Revocation(SUBJECT, NOW.plusSeconds(60), null, null, "because"));
    Change withdrawal = Change.ofWithdrawal(SubjectId.of(SUBJECT), LATEST, null);

    assertThat(SubjectStatus.of(SUBJECT, List.of(scheduled, withdrawal)).isUnrestricted()).isTrue();
    assertThat(SubjectStatus.of(SUBJECT, List.of(withdrawal, scheduled)).revocations()).hasSize(1);
  }

  @Test
  void scheduledRevocation_ofTheWholeSubject_coversNoneOfKeysIssuedBefore() {
    StoredRevocation whole =
        new StoredRevocation(
            new Revocation(SUBJECT, NOW.plusSeconds(60), null, null, "rotated"), false);
    StoredRevocation part =
        new StoredRevocation(
            new Revocation(SUBJECT, NOW.plusSeconds(90), NOW, null, "leaked"), false);

    assertThat(part.mergedWith(List.of(whole))).isEqualTo(part);
    assertThat(
            part.mergedWith(List.of(new StoredRevocation(whole.revocation(), true))).revocation())
        .isEqualTo(whole.revocation());
  }
}
