package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;

/** Scheduled revocations that are withdrawn before they take effect. */
abstract class WithdrawalTests extends StoreUnderTest {
  private static final String WITHDRAWS_NOTHING =
      "skipped: the store does not withdraw scheduled revocations; override"
          + " RevocationWriter.withdrawScheduled if keys are rotated with it";

  WithdrawalTests() {}

  /** Withdraws by the writer of the store; skips the case where it cannot. */
  final boolean withdraw(Subject subject) {
    return withdraw(writer(), subject);
  }

  static boolean withdraw(RevocationWriter writer, Subject subject) {
    try {
      return writer.withdrawScheduled(subject);
    } catch (UnsupportedOperationException e) {
      return Assumptions.abort(WITHDRAWS_NOTHING);
    }
  }

  private Instant schedule(FreshKey key) {
    Instant end = now().plusSeconds(600);
    writer().revoke(key.revoked(end, "rotated"));
    return end;
  }

  @Test
  void withdrawnRevocation_neverTakesEffect() {
    for (Kind kind : Kind.values()) {
      FreshKey key = fresh();
      Instant end = now().plusSeconds(600);
      writer().revoke(new Revocation(key.subject(kind), end, null, null, "rotated"));
      assertActive(key.key(), "its revocation is scheduled");

      assertTrue(withdraw(key.subject(kind)), "a scheduled revocation is withdrawn");

      assertActive(key.key(), "its revocation was withdrawn");
      clock.set(end.plusSeconds(1));
      assertActive(key.key(), "its revocation was withdrawn before it took effect");
    }
  }

  @Test
  void severalScheduledRevocations_areWithdrawnTogether() {
    FreshKey key = fresh();
    Instant end = schedule(key);
    writer().revoke(key.revoked(end.minusSeconds(60), "rotated"));

    assertTrue(withdraw(key.subject(Kind.KEY)), "scheduled revocations are withdrawn");

    clock.set(end);
    assertActive(key.key(), "both revocations were withdrawn");
  }

  @Test
  void withdrawal_withoutAScheduledRevocation_returnsFalse() {
    FreshKey key = fresh();
    Subject subject = key.subject(Kind.KEY);
    assertFalse(withdraw(subject), "nothing was ever revoked");

    schedule(key);
    withdraw(subject);

    assertFalse(withdraw(subject), "it was withdrawn before");
  }

  @Test
  void revocation_inForce_isNotWithdrawn() {
    FreshKey immediate = fresh();
    revoke(immediate.subject(Kind.KEY), "leaked");
    FreshKey scheduled = fresh();
    Instant end = schedule(scheduled);
    clock.set(end);

    assertFalse(withdraw(immediate.subject(Kind.KEY)), "what is in force is permanent");
    assertFalse(withdraw(scheduled.subject(Kind.KEY)), "what has taken effect is permanent");

    assertRevoked("leaked", immediate.key());
    assertRevoked("rotated", scheduled.key());
  }

  @Test
  void revocation_thatIsAboutToTakeEffect_isNotWithdrawn() {
    FreshKey key = fresh();
    FreshKey soon = fresh();
    Instant end = schedule(key);
    schedule(soon);
    clock.set(end.minus(RevocationWriter.WITHDRAWAL_MARGIN).minusMillis(1));
    assertTrue(withdraw(key.subject(Kind.KEY)), "it is early enough by a millisecond");
    clock.set(end.minus(RevocationWriter.WITHDRAWAL_MARGIN));
    assertFalse(withdraw(soon.subject(Kind.KEY)), "it may be in force on another node");

    clock.set(end);
    assertActive(key.key(), "its revocation was withdrawn in time");
    assertRevoked("rotated", soon.key());
  }

  @Test
  void withdrawal_leavesRevocationsOfOlderKeys() {
    Instant issuedBefore = now().minusSeconds(100);
    for (boolean partFirst : new boolean[] {true, false}) {
      FreshKey key = fresh();
      Instant end = now().plusSeconds(600);
      Revocation part = key.revokedBefore(issuedBefore, end.plusSeconds(60), "old laptops");
      Revocation whole = new Revocation(part.subject(), end, null, null, "contract ends");
      writer().revoke(partFirst ? part : whole);
      writer().revoke(partFirst ? whole : part);

      assertTrue(withdraw(part.subject()), "the whole one is scheduled");

      clock.set(part.effectiveAt());
      assertRevoked("old laptops", key.issuedAt(issuedBefore));
      assertActive(key.issuedAt(now()), "it is newer, and the whole revocation was withdrawn");
      assertFalse(withdraw(part.subject()), "one of older keys is not withdrawn");
    }
  }

  @Test
  void withdrawal_leavesOtherSubjects() {
    FreshKey key = fresh();
    FreshKey other = fresh();
    Instant end = schedule(key);
    schedule(other);
    FreshKey ofIntegration = fresh();
    Subject integration = ofIntegration.subject(Kind.INTEGRATION);
    writer().revoke(new Revocation(integration, end, null, null, "contract ends"));

    assertTrue(withdraw(key.subject(Kind.KEY)), "it is scheduled");
    assertFalse(withdraw(ofIntegration.subject(Kind.KEY)), "only its integration is scheduled");

    clock.set(end);
    assertActive(key.key(), "its revocation was withdrawn");
    assertRevoked("rotated", other.key());
    assertRevoked("contract ends", ofIntegration.key());
  }

  @Test
  void switch_staysAsItIsWhenARevocationIsWithdrawn() {
    FreshKey key = fresh();
    Subject integration = key.subject(Kind.INTEGRATION);
    writer().setEnabled(integration, false, "unpaid");
    writer()
        .revoke(new Revocation(integration, now().plusSeconds(600), null, null, "contract ends"));

    assertTrue(withdraw(integration), "it is scheduled");

    assertState(FreshKey.stateWhenOff(Kind.INTEGRATION), key.key(), "it is off all the time");
    writer().setEnabled(integration, true, "paid");
    assertActive(key.key(), "it is on again");
  }

  @Test
  void subject_canBeRevokedAgainAfterAWithdrawal() {
    FreshKey again = fresh();
    FreshKey leaked = fresh();
    Instant end = schedule(again);
    schedule(leaked);
    assertTrue(withdraw(again.subject(Kind.KEY)), "it is scheduled");
    assertTrue(withdraw(leaked.subject(Kind.KEY)), "it is scheduled");

    Revocation second = again.revoked(end.plusSeconds(60), "second");
    assertEquals(second, writer().revoke(second), "what is in force is returned");
    Revocation immediate = leaked.revoked(now(), "leaked");
    assertEquals(immediate, writer().revoke(immediate), "what is in force is returned");

    assertRevoked("leaked", leaked.key());
    clock.set(end);
    assertActive(again.key(), "the first was withdrawn, and the second is later");
    clock.set(end.plusSeconds(60));
    assertRevoked("second", again.key());
    assertFalse(withdraw(again.subject(Kind.KEY)), "what has taken effect is permanent");
  }
}
