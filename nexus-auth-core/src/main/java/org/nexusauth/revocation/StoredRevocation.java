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

  /**
   * A scheduled revocation of the whole subject covers none with {@code issuedBefore}: that one
   * must stay when the scheduled one is withdrawn.
   */
  private boolean covers(Revocation other) {
    boolean outlivesThis = isScheduledWhole() && other.issuedBefore() != null;
    return !outlivesThis && readAt(other.effectiveAt()).covers(other);
  }

  private boolean isScheduledWhole() {
    return !immediate && revocation.issuedBefore() == null;
  }

  /**
   * Returns what a store keeps when the scheduled revocations of a subject are withdrawn: all but
   * those of the whole subject; or all, if one of those is in force or takes effect so soon that it
   * cannot be withdrawn.
   *
   * @param known all that the store has of the subject
   * @param now the latest of the clocks that count
   */
  public static List<StoredRevocation> withoutScheduled(List<StoredRevocation> known, Instant now) {
    Instant latest = now.plus(RevocationWriter.WITHDRAWAL_MARGIN);
    List<StoredRevocation> left =
        known.stream().filter(one -> !one.isScheduledAfter(latest)).toList();
    if (left.stream().anyMatch(one -> one.revocation.issuedBefore() == null)) {
      return known;
    }
    return left;
  }

  /** effectiveAt == latest is too late to be withdrawn. */
  private boolean isScheduledAfter(Instant latest) {
    return isScheduledWhole() && revocation.effectiveAt().isAfter(latest);
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
