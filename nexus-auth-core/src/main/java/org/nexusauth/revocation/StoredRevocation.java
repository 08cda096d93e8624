package org.nexusauth.revocation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revocation as a store keeps it: with whether it took effect when it was written, by the clock
 * of the node that wrote it.
 *
 * <p>The clocks of nodes differ. A revocation that is immediate for the node that revokes must not
 * wait on another node until the clock of that one has reached {@code effectiveAt}, so readers do
 * not compare it again. The {@code effectiveAt} of a scheduled revocation is compared by each node
 * with its own clock.
 *
 * @param revocation what was revoked
 * @param immediate whether it is in force for every reader, whatever the reader's clock says
 */
public record StoredRevocation(Revocation revocation, boolean immediate) {

  /**
   * Returns a revocation that is written now. It is immediate if its {@code effectiveAt} is not
   * after now.
   *
   * @param now by the clock of the node that writes
   */
  public static StoredRevocation of(Revocation given, Instant now) {
    return new StoredRevocation(given, !given.effectiveAt().isAfter(now));
  }

  /**
   * Returns the revocation in force once this one is added: a known one that covers it; or else a
   * known one that lacks only a later {@code until} or being immediate, with its own reason and
   * {@code effectiveAt} but both taken from this one; or else this one.
   *
   * <p>A store adds the result unless it has it already, and returns its revocation.
   *
   * @param known all that the store has of the same subject, in the order in which it was written
   */
  public StoredRevocation mergedWith(List<StoredRevocation> known) {
    StoredRevocation covering = longestCovering(known);
    if (covering != null) {
      return covering;
    }
    for (StoredRevocation one : known) {
      Revocation longer = one.revocation.keptAsLongAs(revocation);
      if (new StoredRevocation(longer, one.immediate).covers(revocation)) {
        return new StoredRevocation(longer, one.immediate || immediate);
      }
    }
    return this;
  }

  /** Returns the covering one that is kept the longest, of equal ones the first. */
  private @Nullable StoredRevocation longestCovering(List<StoredRevocation> known) {
    StoredRevocation longest = null;
    for (StoredRevocation one : known) {
      boolean covers = one.covers(revocation) && (one.immediate || !immediate);
      if (covers && (longest == null || !longest.isKeptAsLongAs(one))) {
        longest = one;
      }
    }
    return longest;
  }

  private boolean isKeptAsLongAs(StoredRevocation other) {
    return Revocation.isNoEarlier(revocation.until(), other.revocation.until());
  }

  private boolean covers(Revocation other) {
    return readAt(other.effectiveAt()).covers(other);
  }

  /** Returns whether a key of the subject is revoked at an instant by the reader's clock. */
  public boolean appliesTo(KeySubject key, Instant now) {
    return readAt(now).appliesTo(key, now);
  }

  /** Returns the revocation as a reader sees it: an immediate one is in force now. */
  Revocation readAt(Instant now) {
    return immediate ? revocation.noLaterThan(now) : revocation;
  }
}
