package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.nexusauth.status.KeyStatus;
import org.nexusauth.status.KeySubject;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.RevocationStore;
import org.nexusauth.status.RevocationWriter;
import org.nexusauth.status.StatusUnavailableException;
import org.nexusauth.status.Subject;
import org.nexusauth.status.Subject.Kind;

/**
 * What every revocation store must do. Extend it in a test of yours and say how your store is made;
 * a store that is followed extends {@link RevocationFeedTck} instead.
 *
 * <p>The ids in each case are new, so the store need not be empty. JUnit makes an instance for each
 * case, and each asks for the store once it needs it.
 */
public abstract class RevocationStoreTck {
  /**
   * The store's clock: moments that come are waited for by moving it. It starts at the real now.
   */
  protected final MutableClock clock =
      MutableClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));

  /** Makes the cases. */
  protected RevocationStoreTck() {}

  /** Returns the store under test; the same one within a case. */
  protected abstract RevocationStore store();

  /** Returns what writes to the store; what it returned from is in force at the store. */
  protected abstract RevocationWriter writer();

  /** Forgets what may be forgotten, as the store does by itself from time to time. */
  protected void sweep() {}

  /**
   * Takes the store's engine away, as an outage does.
   *
   * @return false when there is no engine that can be away; the cases about it are skipped then
   */
  protected boolean interrupt() {
    return false;
  }

  @Test
  void key_that_nobody_revoked_is_active() {
    assertActive(fresh().key());
    assertActive(KeySubject.builder("key", "int", "org").build());
  }

  @Test
  void subject_of_each_kind_refuses_its_keys_and_no_other() {
    for (Kind kind : Kind.values()) {
      FreshKey key = fresh();
      Subject subject = key.subject(kind);

      writer().revoke(new Revocation(subject, now(), null, null, "leaked " + kind));

      assertRevoked("leaked " + kind, key.key());
      assertActive(fresh().key());
    }
  }

  @Test
  void equal_ids_of_other_kinds_are_other_subjects() {
    for (Kind kind : Kind.values()) {
      String id = fresh().key().keyId();
      KeySubject key =
          KeySubject.builder(id, id, id).issuer("iss").agentId(id).signingKeyId(id).build();
      Subject subject = key.subjects().stream().filter(s -> s.kind() == kind).findFirst().get();

      writer().revoke(new Revocation(subject, now(), null, null, "leaked"));

      String other = id + "-other";
      assertActive(
          KeySubject.builder(
                  kind == Kind.KEY ? other : id,
                  kind == Kind.INTEGRATION ? other : id,
                  kind == Kind.ORGANIZATION ? other : id)
              .issuer("iss")
              .agentId(kind == Kind.AGENT ? other : id)
              .signingKeyId(kind == Kind.SIGNING_KEY ? other : id)
              .build());
      assertRevoked("leaked", key);
    }
  }

  @Test
  void equal_id_at_another_issuer_is_another_key() {
    String id = fresh().key().keyId();
    writer().revoke(new Revocation(Subject.key("ab", id), now(), null, null, "leaked"));
    writer().revoke(new Revocation(Subject.signingKey(null, id), now(), null, null, "stolen"));

    assertRevoked("leaked", FreshKey.ofNobody(id).issuer("ab").build());
    assertActive(FreshKey.ofNobody(id).issuer("a").build());
    assertActive(FreshKey.ofNobody("b" + id).issuer("a").build());
    assertActive(FreshKey.ofNobody(id).build());
    assertRevoked("stolen", FreshKey.ofNobody("other").signingKeyId(id).build());
    assertActive(FreshKey.ofNobody("other").issuer("ab").signingKeyId(id).build());
  }

  @Test
  void coming_revocation_takes_effect_on_time_while_nothing_else_changes() {
    FreshKey key = fresh();
    Instant moment = now().plusSeconds(600);
    writer().revoke(key.revoked(moment, "planned"));

    assertActive(key.key());
    clock.set(moment.minusMillis(1));
    assertActive(key.key());
    clock.set(moment);
    assertRevoked("planned", key.key());
  }

  @Test
  void coming_moment_can_be_brought_forward_and_not_put_off() {
    FreshKey key = fresh();
    writer().revoke(key.revoked(now().plusSeconds(600), "planned"));
    Revocation at = key.revoked(now(), "leaked");

    assertEquals(at, writer().revoke(at));
    assertEquals(at, writer().revoke(key.revoked(now().plusSeconds(60), "later")));
    assertRevoked("leaked", key.key());
  }

  @Test
  void issued_before_refuses_older_keys_and_those_that_do_not_say() {
    FreshKey key = fresh();
    Instant moment = now().minusSeconds(100);
    writer().revoke(key.revokedBefore(moment, now(), "old laptops"));

    assertRevoked("old laptops", key.issuedAt(moment.minusSeconds(1)));
    assertRevoked("old laptops", key.issuedAt(null));
    assertActive(key.issuedAt(moment));
    assertActive(key.issuedAt(moment.plusSeconds(1)));
  }

  @Test
  void issued_before_only_moves_forward_in_either_order() {
    Instant early = now().minusSeconds(200);
    Instant late = now().minusSeconds(100);
    for (boolean lateFirst : List.of(true, false)) {
      FreshKey key = fresh();
      Revocation far = key.revokedBefore(late, now(), "far");
      Revocation near = key.revokedBefore(early, now(), "near");

      writer().revoke(lateFirst ? far : near);

      assertEquals(far, writer().revoke(lateFirst ? near : far));
      assertEquals(KeyStatus.State.REVOKED, status(key.issuedAt(late.minusSeconds(1))).state());
      assertActive(key.issuedAt(late));
    }
  }

  @Test
  void whole_revocation_outranks_issued_before_in_either_order() {
    for (boolean wholeFirst : List.of(true, false)) {
      FreshKey key = fresh();
      Subject subject = key.subject(Kind.INTEGRATION);
      Revocation whole = new Revocation(subject, now(), null, null, "whole");
      Revocation part = key.revokedBefore(now().minusSeconds(100), now(), "part");

      writer().revoke(wholeFirst ? whole : part);

      assertEquals(whole, writer().revoke(wholeFirst ? part : whole));
      assertEquals(KeyStatus.State.REVOKED, status(key.issuedAt(now())).state());
    }
  }

  @Test
  void second_revocation_keeps_the_first_and_its_reason() {
    FreshKey key = fresh();
    Revocation first = key.revoked(now(), "first");

    assertEquals(first, writer().revoke(first));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(first, writer().revoke(key.revoked(now(), "second")));
    assertRevoked("first", key.key());
  }

  @Test
  void concurrent_revocations_of_one_key_agree_on_the_first() throws Exception {
    FreshKey key = fresh();
    RevocationWriter writer = writer();
    List<Callable<Revocation>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Revocation one = key.revoked(now(), "caller " + i);
      calls.add(() -> writer.revoke(one));
    }

    List<Revocation> inForce = Together.call(calls);

    assertEquals(1, inForce.stream().distinct().count(), () -> "one is in force: " + inForce);
    assertEquals(KeyStatus.State.REVOKED, status(key.key()).state());
  }

  @Test
  void concurrent_revocations_of_many_keys_are_all_kept() throws Exception {
    RevocationWriter writer = writer();
    List<FreshKey> keys = new ArrayList<>();
    List<Callable<Revocation>> calls = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      FreshKey key = fresh();
      keys.add(key);
      calls.add(() -> writer.revoke(key.revoked(now(), "leaked")));
    }

    Together.call(calls);

    keys.forEach(key -> assertRevoked("leaked", key.key()));
  }

  @Test
  void switch_goes_off_and_on_again_however_often_it_is_told() {
    for (Kind kind : List.of(Kind.INTEGRATION, Kind.AGENT)) {
      FreshKey key = fresh();
      Subject subject = key.subject(kind);
      writer().setEnabled(subject, true, "was never off");
      assertActive(key.key());
      for (int round = 0; round < 2; round++) {
        writer().setEnabled(subject, false, "unpaid");
        writer().setEnabled(subject, false, "unpaid still");
        assertEquals(FreshKey.off(kind), status(key.key()).state());
        writer().setEnabled(subject, true, "paid");
        assertActive(key.key());
      }
    }
  }

  @Test
  void switch_is_refused_for_other_kinds() {
    for (Kind kind : List.of(Kind.KEY, Kind.ORGANIZATION, Kind.SIGNING_KEY)) {
      Subject subject = fresh().subject(kind);
      assertThrows(
          IllegalArgumentException.class, () -> writer().setEnabled(subject, false, "no such"));
    }
  }

  @Test
  void switch_changes_nothing_for_what_is_revoked() {
    FreshKey key = fresh();
    Subject subject = key.subject(Kind.INTEGRATION);
    writer().revoke(new Revocation(subject, now(), null, null, "sold"));

    writer().setEnabled(subject, false, "off");
    assertRevoked("sold", key.key());
    writer().setEnabled(subject, true, "on");
    assertRevoked("sold", key.key());
  }

  @Test
  void odd_ids_and_reasons_are_texts_and_nothing_more() {
    for (String odd : OddIds.all()) {
      String id = odd + fresh().key().keyId() + odd;
      writer().revoke(new Revocation(Subject.key(odd, id), now(), null, null, "reason " + odd));

      assertRevoked("reason " + odd, FreshKey.ofNobody(id).issuer(odd).build());
      for (String near : OddIds.near(id)) {
        assertActive(FreshKey.ofNobody(near).issuer(odd).build());
      }
    }
  }

  @Test
  void revocation_outlives_the_expiry_of_its_keys() {
    FreshKey key = fresh();
    Instant expiry = now().plusSeconds(60);
    writer().revoke(new Revocation(key.subject(Kind.KEY), now(), null, expiry, "leaked"));

    clock.set(expiry.plus(Duration.ofMinutes(10))); // The most that clocks may be apart.
    sweep();

    assertRevoked("leaked", key.key());
  }

  @Test
  void revocation_without_a_known_end_is_kept_for_ever() {
    FreshKey key = fresh();
    writer().revoke(key.revoked(now(), "leaked"));

    clock.advance(Duration.ofDays(3_650));
    sweep();

    assertRevoked("leaked", key.key());
  }

  @Test
  void revocation_of_an_expired_key_is_taken() {
    FreshKey key = fresh();
    Instant expired = now().minusSeconds(30);
    Revocation late = new Revocation(key.subject(Kind.KEY), now(), null, expired, "late");

    assertEquals(late, writer().revoke(late));
    sweep();
    assertRevoked("late", key.key());
  }

  @Test
  void outage_is_no_status_and_no_success() {
    FreshKey revoked = fresh();
    writer().revoke(revoked.revoked(now(), "leaked"));
    KeySubject asked = fresh().key();
    RevocationStore store = store();
    RevocationWriter writer = writer();
    assumeTrue(interrupt(), "the store has no engine that could be away");

    assertThrows(StatusUnavailableException.class, () -> store.statusOf(asked));
    Revocation lost = fresh().revoked(now(), "lost");
    assertThrows(StatusUnavailableException.class, () -> writer.revoke(lost));
  }

  final FreshKey fresh() {
    return new FreshKey(now().minusSeconds(3_600));
  }

  final Instant now() {
    return clock.instant();
  }

  private void assertActive(KeySubject key) {
    assertEquals(KeyStatus.active(), status(key), () -> "nobody revoked " + key);
  }

  private void assertRevoked(String reason, KeySubject key) {
    assertEquals(KeyStatus.revoked(reason), status(key), () -> "revoked was " + key);
  }

  /** A store may not know for a moment, after a leap of the clock for example; never for long. */
  final KeyStatus status(KeySubject key) {
    return Patience.untilKnown(() -> store().statusOf(key));
  }
}
