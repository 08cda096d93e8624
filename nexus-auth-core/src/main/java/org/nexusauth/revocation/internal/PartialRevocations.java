package org.nexusauth.revocation.internal;

import java.util.List;
import java.util.stream.Stream;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Revocation;

/** The revocations of one subject that do not end it at once: later ones, and "issued before". */
final class PartialRevocations {
  private PartialRevocations() {}

  /** Adds a revocation unless one that is known meets all its keys, and no later. */
  static List<Change> with(List<Change> known, Change added) {
    if (known.stream().anyMatch(one -> covers(one, added))) {
      return known;
    }
    // What the new one covers is of no use any more: "issued before" only moves forward.
    Stream<Change> left = known.stream().filter(one -> !covers(added, one));
    return Stream.concat(left, Stream.of(added)).toList();
  }

  /** As {@link Revocation#covers}, but for how long they are kept: a snapshot forgets nothing. */
  private static boolean covers(Change one, Change other) {
    return Revocation.reaches(one.issuedBefore(), other.issuedBefore())
        && !one.effectiveAt().isAfter(other.effectiveAt());
  }
}
