package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;

/** Revocations from a future instant, of keys issued before one, and several of a subject. */
abstract class EffectiveTimeTests extends WithdrawalTests {

  EffectiveTimeTests() {}

  @Test
  void futureRevocation_takesEffectOnTimeWhileNothingElseChanges() {
    FreshKey key = fresh();
    Instant instant = now().plusSeconds(600);
    writer().revoke(key.revoked(instant, "planned"));

    assertActive(key.key());
    clock.set(instant.minusMillis(1));
    assertActive(key.key());
    clock.set(instant);
    assertRevoked("planned", key.key());
  }

  @Test
  void futureInstant_canBeBroughtForwardAndNotPutOff() {
    FreshKey key = fresh();
    writer().revoke(key.revoked(now().plusSeconds(600), "planned"));
    Revocation at = key.revoked(now(), "leaked");

    assertEquals(at, writer().revoke(at), "what is in force is returned");
    Revocation later = key.revoked(now().plusSeconds(60), "later");
    assertEquals(at, writer().revoke(later), "what is in force is returned");
    assertRevoked("leaked", key.key());
  }

  @Test
  void issued_before_deniesOlderKeysAndThoseThatDoNotSay() {
    Instant instant = now().minusSeconds(100);
    for (Kind kind : Kind.values()) {
      FreshKey key = fresh();
      writer().revoke(new Revocation(key.subject(kind), now(), instant, null, "old laptops"));

      assertRevoked("old laptops", key.issuedAt(instant.minusSeconds(1)));
      assertRevoked("old laptops", key.issuedAt(null));
      assertActive(key.issuedAt(instant.plusSeconds(1)));
    }
  }

  @Test
  void issued_before_deniesAKeyIssuedAtThatInstant() {
    Instant instant = now().minusSeconds(100);
    for (Kind kind : Kind.values()) {
      FreshKey key = fresh();
      writer().revoke(new Revocation(key.subject(kind), now(), instant, null, "old laptops"));

      assertRevoked("old laptops", key.issuedAt(instant));
      assertActive(key.issuedAt(instant.plusMillis(1)));
    }
  }

  @Test
  void futureIssued_before_takesEffectOnTimeForOlderKeysAlone() {
    FreshKey key = fresh();
    Instant issued = now().minusSeconds(100);
    Instant instant = now().plusSeconds(600);
    writer().revoke(key.revokedBefore(issued, instant, "planned"));

    assertActive(key.issuedAt(issued.minusSeconds(1)), "it is not revoked yet");
    assertActive(key.issuedAt(null), "it is not revoked yet");
    clock.set(instant.minusMillis(1));
    assertActive(key.issuedAt(issued.minusSeconds(1)), "it is not revoked yet");
    clock.set(instant);
    assertRevoked("planned", key.issuedAt(issued.minusSeconds(1)));
    assertRevoked("planned", key.issuedAt(issued));
    assertRevoked("planned", key.issuedAt(null));
    assertActive(key.issuedAt(issued.plusMillis(1)));
  }

  @Test
  void issued_before_countsToTheMillisecond() {
    FreshKey key = fresh();
    Instant second = now().minusSeconds(100);
    Instant instant = second.plusMillis(500);
    writer().revoke(key.revokedBefore(instant, now(), "old laptops"));

    assertRevoked("old laptops", key.issuedAt(second));
    assertRevoked("old laptops", key.issuedAt(instant.minusMillis(1)));
    assertRevoked("old laptops", key.issuedAt(instant));
    assertActive(key.issuedAt(instant.plusMillis(1)));
    assertActive(key.issuedAt(second.plusSeconds(1)));
  }

  @Test
  void futureInstant_countsToTheMillisecond() {
    FreshKey key = fresh();
    Instant instant = now().plusSeconds(600).plusMillis(500);
    writer().revoke(key.revoked(instant, "planned"));

    clock.set(instant.minusMillis(1));
    assertActive(key.key(), "it is not revoked yet");
    clock.set(instant);
    assertRevoked("planned", key.key());
  }

  @Test
  void instantsFar_fromNow_areKeptAsTheyAre() {
    Instant never = Instant.parse("9999-12-31T23:59:59Z");
    Instant longAgo = Instant.parse("0001-01-01T00:00:00Z");
    FreshKey gone = fresh();
    FreshKey coming = fresh();
    FreshKey older = fresh();
    Revocation sinceLongAgo =
        new Revocation(gone.subject(Kind.KEY), longAgo, null, never, "long ago");
    Revocation fromNever = new Revocation(coming.subject(Kind.KEY), never, null, never, "never");
    Revocation beforeNever =
        new Revocation(older.subject(Kind.KEY), longAgo, never, never, "before never");

    assertEquals(sinceLongAgo, writer().revoke(sinceLongAgo));
    assertEquals(fromNever, writer().revoke(fromNever));
    assertEquals(beforeNever, writer().revoke(beforeNever));

    assertRevoked("long ago", gone.key());
    assertActive(coming.key(), "it takes effect in the year 9999");
    assertRevoked("before never", older.key());
  }

  @Test
  void issued_beforeOnly_movesForwardInEitherOrder() {
    Instant early = now().minusSeconds(200);
    Instant late = now().minusSeconds(100);
    for (boolean lateFirst : List.of(true, false)) {
      FreshKey key = fresh();
      Revocation far = key.revokedBefore(late, now(), "far");
      Revocation near = key.revokedBefore(early, now(), "near");

      revokeInOrder(far, near, lateFirst);

      assertState(
          KeyStatus.State.REVOKED,
          key.issuedAt(late),
          "the later \"issued before\" is in force, whichever came first");
      assertActive(key.issuedAt(late.plusMillis(1)));
    }
  }

  @Test
  void wholeRevocation_outranksIssuedBeforeInEitherOrder() {
    for (boolean wholeFirst : List.of(true, false)) {
      FreshKey key = fresh();
      Subject subject = key.subject(Kind.INTEGRATION);
      Revocation whole = new Revocation(subject, now(), null, null, "whole");
      Revocation part = key.revokedBefore(now().minusSeconds(100), now(), "part");

      revokeInOrder(whole, part, wholeFirst);

      assertState(
          KeyStatus.State.REVOKED,
          key.issuedAt(now()),
          "the revocation of the whole subject is in force, whichever came first");
    }
  }

  /** Revokes twice; the one that covers the other is returned at last, whichever came first. */
  private void revokeInOrder(Revocation covering, Revocation covered, boolean coveringFirst) {
    List<Revocation> order = new ArrayList<>(List.of(covered, covering));
    if (coveringFirst) {
      Collections.reverse(order);
    }
    writer().revoke(order.get(0));
    assertEquals(covering, writer().revoke(order.get(1)), "what is in force is returned");
  }

  @Test
  void anyTwoRevocations_ofASubjectDenyWhatEither_denies() {
    Instant coming = now().plusSeconds(600);
    List<RevocationPair> all = new ArrayList<>();
    for (int first = 0; first < RevocationPair.FORMS; first++) {
      for (int second = 0; second < RevocationPair.FORMS; second++) {
        all.add(RevocationPair.of(fresh(), first, second, now(), coming));
      }
    }
    all.forEach(two -> two.revokeBoth(writer()));

    for (Instant instant : List.of(now(), coming.minusMillis(1), coming)) {
      clock.set(instant);
      List<NodeAssertions> nodes = nodes();
      all.forEach(two -> two.assertAt(instant, nodes));
    }
  }
}
