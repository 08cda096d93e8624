package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.KeyStatus.State;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;

/** Two revocations of a subject, one after the other. */
record RevocationPair(FreshKey key, Revocation first, Revocation second, Instant now) {
  /** Whole or "issued before" an early or a later instant, each immediate or in the future. */
  static final int FORMS = 6;

  /**
   * Returns two revocations of the given forms, which are numbered from 0, for a kind of subject
   * that depends on them.
   *
   * @param now when the immediate ones take effect
   * @param coming when the others do
   */
  static RevocationPair of(FreshKey key, int first, int second, Instant now, Instant coming) {
    Kind kind = Kind.ofCode(1 + (first + second) % Kind.values().length);
    Subject subject = key.subject(kind);
    return new RevocationPair(
        key,
        createRevocation(subject, first, now, coming, "first"),
        createRevocation(subject, second, now, coming, "second"),
        now);
  }

  private static Revocation createRevocation(
      Subject subject, int form, Instant now, Instant coming, String reason) {
    Instant effectiveAt = List.of(now, coming).get(form / (FORMS / 2));
    Instant issuedBefore =
        switch (form % (FORMS / 2)) {
          case 0 -> null;
          case 1 -> now.minusSeconds(200);
          default -> now.minusSeconds(100);
        };
    return new Revocation(subject, effectiveAt, issuedBefore, null, reason);
  }

  void revokeBoth(RevocationWriter writer) {
    assertEquals(first, writer.revoke(first), "what is in force is returned");
    Revocation returned = writer.revoke(second);
    Revocation inForce = second;
    if (first.covers(second) && !(mayBeWithdrawn() && returned.equals(second))) {
      inForce = first;
    }
    assertEquals(inForce, returned, "what is in force is returned");
  }

  /** A store keeps the second one too, if the first can be withdrawn and the second cannot. */
  private boolean mayBeWithdrawn() {
    return first.issuedBefore() == null
        && first.effectiveAt().isAfter(now)
        && second.issuedBefore() != null;
  }

  /** Asserts that keys of any age are denied when one of the two covers them, and only then. */
  void assertAt(Instant now, List<NodeAssertions> nodes) {
    for (KeySubject examined : keysAround()) {
      State expected = State.ACTIVE;
      if (first.appliesTo(examined, now) || second.appliesTo(examined, now)) {
        expected = State.REVOKED;
      }
      String why = "at %s after %s and then %s".formatted(now, first, second);
      for (NodeAssertions node : nodes) {
        node.assertState(expected, examined, why);
      }
    }
  }

  private List<KeySubject> keysAround() {
    List<KeySubject> keys = new ArrayList<>();
    keys.add(key.issuedAt(null));
    for (Revocation one : List.of(first, second)) {
      addAround(one.issuedBefore(), keys);
    }
    addAround(first.effectiveAt(), keys);
    return keys;
  }

  private void addAround(@Nullable Instant instant, List<KeySubject> keys) {
    if (instant != null) {
      keys.add(key.issuedAt(instant.minusSeconds(1)));
      keys.add(key.issuedAt(instant));
      keys.add(key.issuedAt(instant.plusMillis(1)));
    }
  }
}
