package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nexusauth.revocation.KeyStatus.State;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;

/** What a store keeps: after expiry, after a sweep, after a restart; and outages. */
abstract class RetentionTests extends SwitchTests {
  /** Ten, and more for a busy machine. */
  private static final int MAX_SECONDS = 14;

  static final String SWEEPS_NOTHING =
      "skipped: sweep() returns false, so this store forgets nothing; override it if yours deletes"
          + " what has expired";
  static final String NODES_SHARE_NOTHING =
      "skipped: another() returns null, so nodes share nothing; override it if yours is shared";
  static final String NO_ENGINE =
      "skipped: interrupt() returns false, so this store has no engine that can be away; override"
          + " it if yours has one";
  static final String CANNOT_BE_REOPENED =
      "skipped: reopen() returns false, so this store keeps nothing beyond its end; override it if"
          + " yours does";

  RetentionTests() {}

  @Test
  void revocationOutlivesThe_expiryOfItsKeys() {
    FreshKey key = fresh();
    Instant expiry = now().plusSeconds(60);
    writer().revoke(new Revocation(key.subject(Kind.KEY), now(), null, expiry, "leaked"));

    clock.set(expiry.plus(Duration.ofMinutes(10))); // The largest difference between clocks.
    sweep();

    assertRevoked("leaked", key.key());
  }

  @Test
  void revocation_withoutAKnownEnd_isKeptPermanently() {
    FreshKey key = fresh();
    writer().revoke(key.revoked(now(), "leaked"));

    clock.advance(Duration.ofDays(3_650));
    sweep();

    assertRevoked("leaked", key.key());
  }

  @Test
  void revocation_ofAnExpiredKey_isTaken() {
    FreshKey key = fresh();
    Instant expired = now().minusSeconds(30);
    Revocation late = new Revocation(key.subject(Kind.KEY), now(), null, expired, "late");

    assertEquals(late, writer().revoke(late));
    sweep();
    assertRevoked("late", key.key());
  }

  @Test
  void sweep_ofWhatExpired_leavesWhatElseIsKnownOfItsSubject() {
    Instant longAgo = now().minus(Duration.ofDays(2));
    FreshKey whole = fresh();
    Subject sold = whole.subject(Kind.INTEGRATION);
    writer().revoke(new Revocation(sold, now(), longAgo, longAgo, "expired"));
    revoke(sold, "permanent");
    FreshKey older = fresh();
    writer().revoke(older.revokedBefore(now().minusSeconds(100), now(), "permanent"));
    writer()
        .revoke(new Revocation(older.subject(Kind.INTEGRATION), now(), null, longAgo, "expired"));
    FreshKey off = fresh();
    Subject unpaid = off.subject(Kind.INTEGRATION);
    writer().revoke(new Revocation(unpaid, now(), longAgo, longAgo, "expired"));
    writer().setEnabled(unpaid, false, "unpaid");

    assumeTrue(sweep(), SWEEPS_NOTHING);

    assertRevoked("permanent", whole.key());
    assertState(
        State.REVOKED,
        older.issuedAt(now().minusSeconds(101)),
        "only the whole revocation has expired, the one of older keys is permanent");
    assertState(
        State.INTEGRATION_DISABLED, off.key(), "only a revocation has expired, it stays off");
  }

  @Test
  void sweep_leavesSwitchesAsTheyAre() {
    Instant today = now();
    clock.set(today.minus(Duration.ofDays(2)));
    for (Kind kind : List.of(Kind.INTEGRATION, Kind.AGENT)) {
      FreshKey off = fresh();
      FreshKey onAgain = fresh();
      writer().setEnabled(off.subject(kind), false, "unpaid");
      writer().setEnabled(onAgain.subject(kind), false, "unpaid");
      writer().setEnabled(onAgain.subject(kind), true, "paid");
      clock.set(today);

      assumeTrue(sweep(), SWEEPS_NOTHING);

      assertState(FreshKey.stateWhenOff(kind), off.key(), "a switch does not expire, it stays off");
      assertActive(onAgain.key(), "a switch does not expire, it stays on");
    }
  }

  @Test
  void reopenedStore_knowsAllThatWasRevoked() throws Exception {
    FreshKey part = fresh();
    FreshKey coming = fresh();
    Instant issued = now().minusSeconds(100).plusMillis(500);
    Instant instant = now().plusSeconds(600).plusMillis(500);
    Revocation first = part.revokedBefore(issued, now(), "old laptops");
    writer().revoke(first);
    writer().revoke(coming.revoked(instant, "planned"));
    Map<Kind, FreshKey> whole = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      FreshKey key = fresh();
      revoke(key.subject(kind), "leaked " + kind);
      whole.put(kind, key);
    }

    assumeTrue(reopen(), CANNOT_BE_REOPENED);

    whole.forEach((kind, key) -> assertRevoked("leaked " + kind, key.key()));
    assertRevoked("old laptops", part.issuedAt(issued));
    assertActive(part.issuedAt(issued.plusMillis(1)));
    assertActive(fresh().key());
    assertEquals(first, writer().revoke(part.revokedBefore(issued, now(), "second")));
    clock.set(instant.minusMillis(1));
    assertActive(coming.key(), "it is not revoked yet");
    clock.set(instant);
    assertRevoked("planned", coming.key());
  }

  @Test
  void reopenedStore_deniesWhatWasRevokedImmediatelyThoughItsClockIsBehind() throws Exception {
    FreshKey key = fresh();
    Instant instant = now();
    revoke(key.subject(Kind.KEY), "leaked");

    assumeTrue(reopen(), CANNOT_BE_REOPENED);

    clock.set(instant.minus(Duration.ofMinutes(10)));
    assertState(
        State.REVOKED, key.key(), "its writer's clock had reached the instant; immediate says so");
  }

  @Test
  void reopenedStore_knowsAllThatWasSwitched() throws Exception {
    for (Kind kind : List.of(Kind.INTEGRATION, Kind.AGENT)) {
      FreshKey off = fresh();
      FreshKey onAgain = fresh();
      writer().setEnabled(off.subject(kind), false, "unpaid");
      writer().setEnabled(onAgain.subject(kind), false, "unpaid");
      writer().setEnabled(onAgain.subject(kind), true, "paid");

      assumeTrue(reopen(), CANNOT_BE_REOPENED);

      assertState(FreshKey.stateWhenOff(kind), off.key(), "it was off when the store ended");
      assertActive(onAgain.key(), "it was on again when the store ended");
      writer().setEnabled(off.subject(kind), true, "paid");
      assertActive(off.key(), "it was switched on after the store was opened again");
    }
  }

  @Test
  void outage_isNoStatusAndNoSuccess() {
    FreshKey revoked = fresh();
    writer().revoke(revoked.revoked(now(), "leaked"));
    KeySubject key = fresh().key();
    RevocationStore store = store();
    RevocationWriter writer = writer();
    assumeTrue(interrupt(), NO_ENGINE);

    Revocation lost = fresh().revoked(now(), "lost");
    Subject off = fresh().subject(Kind.INTEGRATION);
    assertNoAnswer("statusOf", () -> store.statusOf(key));
    assertNoAnswer("revoke", () -> writer.revoke(lost));
    assertNoAnswer("setEnabled", () -> writer.setEnabled(off, false, "lost"));
  }

  static void assertNoAnswer(String call, Executable executable) {
    long start = System.nanoTime();
    assertThrows(
        StatusUnavailableException.class, executable, () -> "while the engine is away, " + call);
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    assertTrue(
        seconds < MAX_SECONDS,
        () -> call + " must end by itself, in 10 s at most; it took " + seconds + " s");
  }
}
