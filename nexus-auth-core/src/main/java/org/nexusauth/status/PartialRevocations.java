package org.nexusauth.status;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  private static boolean covers(Change one, Change other) {
    return covers(one.issuedBefore(), other.issuedBefore())
        && !one.effectiveAt().isAfter(other.effectiveAt());
  }

  private static boolean covers(@Nullable Instant moment, @Nullable Instant other) {
    return moment == null || (other != null && !moment.isBefore(other));
  }
}
