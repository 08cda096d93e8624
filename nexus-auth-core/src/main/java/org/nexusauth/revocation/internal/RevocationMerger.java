package org.nexusauth.revocation.internal;

import java.util.List;
import java.util.stream.Stream;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Revocation;

/**
 * The revocations of one subject that are not whole revocations in force: scheduled ones, and those
 * of keys issued before an instant.
 */
final class RevocationMerger {
  private RevocationMerger() {}

  /** Returns the known revocations and the added one, without those that another one covers. */
  static List<Change> addUncovered(List<Change> known, Change added) {
    if (known.stream().anyMatch(one -> isCovering(one, added))) {
      return known;
    }
    Stream<Change> left = known.stream().filter(one -> !isCovering(added, one));
    return Stream.concat(left, Stream.of(added)).toList();
  }

  /**
   * As {@link Revocation#covers}, but regardless of {@code until}: an index deletes nothing. A
   * scheduled revocation of the whole subject covers only others of the whole subject, since it can
   * be withdrawn.
   */
  private static boolean isCovering(Change one, Change other) {
    if (one.issuedBefore() == null && other.issuedBefore() != null) {
      return false;
    }
    return Revocation.isNoEarlier(one.issuedBefore(), other.issuedBefore())
        && !one.effectiveAt().isAfter(other.effectiveAt());
  }
}
