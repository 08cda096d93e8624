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
record TwoRevocations(FreshKey key, Revocation first, Revocation second) {
  /** Whole or "issued before" an early or a later moment, each at once or at a coming moment. */
  static final int FORMS = 6;

  /**
   * Makes two of the forms, which are numbered from 0; the kinds of subjects take turns.
   *
   * @param now when those at once take effect
   * @param coming when the others do
   */
  static TwoRevocations of(FreshKey key, int first, int second, Instant now, Instant coming) {
    Kind kind = Kind.ofCode(1 + (first + second) % Kind.values().length);
    Subject subject = key.subject(kind);
    return new TwoRevocations(
        key,
        revocation(subject, first, now, coming, "first"),
        revocation(subject, second, now, coming, "second"));
  }

  private static Revocation revocation(
      Subject subject, int form, Instant now, Instant coming, String reason) {
    Instant effectiveAt = form < FORMS / 2 ? now : coming;
    Instant issuedBefore =
        switch (form % (FORMS / 2)) {
          case 0 -> null;
          case 1 -> now.minusSeconds(200);
          default -> now.minusSeconds(100);
        };
    return new Revocation(subject, effectiveAt, issuedBefore, null, reason);
  }

  void revokeAt(RevocationWriter writer) {
    assertEquals(first, writer.revoke(first), "what is in force is returned");
    Revocation inForce = first.covers(second) ? first : second;
    assertEquals(inForce, writer.revoke(second), "what is in force is returned");
  }

  /** Sees to it that keys of any age are refused when one of the two says so, and only then. */
  void assertAt(Instant now, List<NodeAssertions> judges) {
    for (KeySubject asked : keys()) {
      boolean refused = first.appliesTo(asked, now) || second.appliesTo(asked, now);
      String why =
          "at %s after %s and then %s it must %sbe refused"
              .formatted(now, first, second, refused ? "" : "not ");
      State expected = refused ? State.REVOKED : State.ACTIVE;
      judges.forEach(judge -> judge.assertState(expected, asked, why));
    }
  }

  private List<KeySubject> keys() {
    List<KeySubject> keys = new ArrayList<>();
    keys.add(key.issuedAt(null));
    for (Revocation one : List.of(first, second)) {
      addAround(one.issuedBefore(), keys);
    }
    addAround(first.effectiveAt(), keys);
    return keys;
  }

  private void addAround(@Nullable Instant moment, List<KeySubject> keys) {
    if (moment != null) {
      keys.add(key.issuedAt(moment.minusSeconds(1)));
      keys.add(key.issuedAt(moment));
      keys.add(key.issuedAt(moment.plusMillis(1)));
    }
  }
}
