package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.SubjectStatus.SwitchedOff;
import org.nexusauth.revocation.SubjectStatus.SwitchedOn;

/** What a store that is a {@link RevocationReader} returns for one subject. */
abstract class SubjectStatusTests extends RetentionTests {
  private static final String NO_READER =
      "skipped: the store is no RevocationReader; implement it if yours can read by subject";
  private static final int OTHERS = 10_000;
  private static final Duration MAX_TIME_FOR_OTHERS = Duration.ofSeconds(4);

  SubjectStatusTests() {}

  /** Returns the readers of the store; empty when it has none. */
  List<RevocationReader> readers() {
    if (store() instanceof RevocationReader reader) {
      return List.of(reader);
    }
    return List.of();
  }

  @Test
  void subject_thatWas_neverRevokedIsUnrestricted() {
    for (Kind kind : Kind.values()) {
      assertStatus(List.of(), fresh().subject(kind));
    }
  }

  @Test
  void subject_whoseRevocationWas_withdrawnIsUnrestricted() {
    FreshKey key = fresh();
    Subject subject = key.subject(Kind.KEY);
    Revocation scheduled = key.revoked(now().plusSeconds(600), "rotated");
    writer().revoke(scheduled);
    assertStatus(List.of(scheduled), subject);

    withdraw(subject);
    assertStatus(List.of(), subject);

    Revocation second = key.revoked(now().plusSeconds(60), "second");
    writer().revoke(second);
    assertStatus(List.of(second), subject);
  }

  @Test
  void subject_thatIsRevokedNow_hasItsRevocation() {
    for (Kind kind : Kind.values()) {
      FreshKey key = fresh();
      Instant until = now().plusSeconds(900);
      Revocation revocation =
          new Revocation(key.subject(kind), now(), null, until, "leaked " + kind);
      writer().revoke(revocation);

      assertStatus(List.of(revocation), key.subject(kind));
      for (Kind other : Kind.values()) {
        if (other != kind) {
          assertStatus(List.of(), key.subject(other));
        }
      }
    }
  }

  @Test
  void subject_thatIsRevokedInTheFuture_hasItsRevocation() {
    FreshKey key = fresh();
    Revocation planned = key.revoked(now().plusSeconds(600), "planned");
    writer().revoke(planned);

    assertStatus(List.of(planned), planned.subject());
  }

  @Test
  void twoRevocations_ofASubject_areBothReadUnlessOneCoversTheOther() {
    FreshKey key = fresh();
    Subject subject = key.subject(Kind.INTEGRATION);
    Revocation older = key.revokedBefore(now().minusSeconds(100), now(), "older keys");
    Revocation planned = new Revocation(subject, now().plusSeconds(600), null, null, "planned");
    writer().revoke(older);
    writer().revoke(planned);
    assertStatus(List.of(older, planned), subject);

    Revocation whole = new Revocation(subject, now(), null, null, "all keys");
    writer().revoke(whole);
    assertStatus(List.of(whole), subject);
  }

  @Test
  void revocation_thatIsKeptLonger_isReadOnce() {
    Subject subject = fresh().subject(Kind.AGENT);
    Instant until = now().plusSeconds(900);
    Revocation longer = new Revocation(subject, now(), null, until.plusSeconds(900), "leaked");
    writer().revoke(new Revocation(subject, now(), null, until, "leaked"));
    writer().revoke(longer);

    assertStatus(List.of(longer), subject);
  }

  @Test
  void switch_isReadAsItIsNow() {
    for (Kind kind : List.of(Kind.INTEGRATION, Kind.AGENT)) {
      Subject subject = fresh().subject(kind);
      for (int round = 0; round < 2; round++) {
        writer().setEnabled(subject, false, "unpaid");
        for (RevocationReader reader : requireReaders()) {
          SubjectStatus off = reader.inForce(subject);
          SwitchedOff state = assertInstanceOf(SwitchedOff.class, off.switchState());
          assertEquals("unpaid", state.reason());
          assertEquals(List.of(), off.revocations(), "it is only switched off");
        }
        writer().setEnabled(subject, true, "paid");
        assertStatus(List.of(), subject);
      }
    }
  }

  @Test
  void subject_thatIsRevokedAndSwitchedOff_hasBoth() {
    Subject subject = fresh().subject(Kind.INTEGRATION);
    Revocation sold = new Revocation(subject, now(), null, null, "sold");
    writer().setEnabled(subject, false, "unpaid");
    writer().revoke(sold);

    for (RevocationReader reader : requireReaders()) {
      SubjectStatus both = reader.inForce(subject);
      assertInstanceOf(SwitchedOff.class, both.switchState());
      assertEquals(List.of(sold), both.revocations());
    }
    writer().setEnabled(subject, true, "paid");
    assertStatus(List.of(sold), subject);
  }

  @Test
  void equalId_ofAnotherIssuer_isAnotherSubject() {
    String id = fresh().key().keyId();
    Revocation leaked =
        new Revocation(Subject.key("ab", "org", "int", id), now(), null, null, "leaked");
    writer().revoke(leaked);

    assertStatus(List.of(leaked), leaked.subject());
    assertStatus(List.of(), Subject.key("a", "org", "int", id));
    assertStatus(List.of(), Subject.key(null, "org", "int", id));
    assertStatus(List.of(), Subject.signingKey("ab", id));
  }

  @Test
  void subject_isFoundAmongTenThousandOthers() {
    Subject first = fresh().subject(Kind.ORGANIZATION);
    Subject last = fresh().subject(Kind.ORGANIZATION);
    requireReaders();
    Revocation before = new Revocation(first, now(), null, null, "before all others");
    Revocation after = new Revocation(last, now(), null, null, "after all others");
    writer().revoke(before);
    revokeOthers();
    writer().revoke(after);

    assertStatus(List.of(before), first);
    assertStatus(List.of(after), last);
    assertStatus(List.of(), fresh().subject(Kind.ORGANIZATION));
  }

  /** Fewer where each takes long to be durable. */
  private void revokeOthers() {
    long start = System.nanoTime();
    for (int i = 0; i < OTHERS && System.nanoTime() - start < MAX_TIME_FOR_OTHERS.toNanos(); i++) {
      revoke(fresh().subject(Kind.ORGANIZATION), "another");
    }
  }

  private void assertStatus(List<Revocation> expected, Subject subject) {
    for (RevocationReader reader : requireReaders()) {
      SubjectStatus status = reader.inForce(subject);
      assertEquals(new SubjectStatus(subject, expected, new SwitchedOn()), status);
    }
  }

  private List<RevocationReader> requireReaders() {
    List<RevocationReader> readers = readers();
    assumeFalse(readers.isEmpty(), NO_READER);
    return readers;
  }
}
