package org.nexusauth.revocation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revocation as a store keeps it: with what the node that wrote it found by its own clock,
 * whether its moment had come.
 *
 * <p>Clocks differ. What is at once for the node that revokes must not wait on another one until
 * that one's clock is there, so no reader compares its moment again. The moment of a coming one is
 * compared by each node with its own clock.
 *
 * @param revocation what was revoked
 * @param atOnce whether it is in force for every reader, whatever the reader's clock says
 */
public record StoredRevocation(Revocation revocation, boolean atOnce) {

  /**
   * Returns a revocation that is written now.
   *
   * @param now by the clock of the node that writes; the moment itself has come
   */
  public static StoredRevocation of(Revocation given, Instant now) {
    return new StoredRevocation(given, !given.effectiveAt().isAfter(now));
  }

  /**
   * Returns what is in force when this one is added. That is a known one that covers it. Else it is
   * a known one that would only be forgotten too early, or whose moment has come for this writer
   * but maybe not for all readers: with its own reason and moment, but kept as long and at once as
   * this one. Else it is this one.
   *
   * <p>A store adds what is returned unless it has it, and answers its revocation.
   *
   * @param known all that the store has of the same subject, the first one first
   */
  public StoredRevocation among(List<StoredRevocation> known) {
    StoredRevocation covering = longestCovering(known);
    if (covering != null) {
      return covering;
    }
    for (StoredRevocation one : known) {
      Revocation longer = one.revocation.keptAsLongAs(revocation);
      if (new StoredRevocation(longer, one.atOnce).covers(revocation)) {
        return new StoredRevocation(longer, one.atOnce || atOnce);
      }
    }
    return this;
  }

  /** The first one stays, but for how long it is kept. */
  private @Nullable StoredRevocation longestCovering(List<StoredRevocation> known) {
    StoredRevocation longest = null;
    for (StoredRevocation one : known) {
      boolean covers = one.covers(revocation) && (one.atOnce || !atOnce);
      if (covers && (longest == null || !longest.isKeptAsLongAs(one))) {
        longest = one;
      }
    }
    return longest;
  }

  private boolean isKeptAsLongAs(StoredRevocation other) {
    return Revocation.reaches(revocation.until(), other.revocation.until());
  }

  private boolean covers(Revocation other) {
    return told(other.effectiveAt()).covers(other);
  }

  /** Returns whether a key of the subject is refused at a moment by the reader's clock. */
  public boolean meets(KeySubject key, Instant now) {
    return told(now).meets(key, now);
  }

  /** Returns the revocation, in force no later than now if it was when it was written. */
  Revocation told(Instant now) {
    return atOnce ? revocation.noLaterThan(now) : revocation;
  }
}
