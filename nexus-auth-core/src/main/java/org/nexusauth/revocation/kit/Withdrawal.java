package org.nexusauth.revocation.kit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StoredRevocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/**
 * How a store whose changes are numbered withdraws the scheduled revocations of a subject: it
 * deletes them and appends one change, both in one step.
 *
 * @param change the change to append, for the readers that have read what is deleted
 * @param deleted the numbers of the changes to delete, so that a reader from the start does not
 *     find them
 */
public record Withdrawal(Change change, List<Long> deleted) {

  /** Copies the numbers. */
  public Withdrawal {
    Objects.requireNonNull(change, "change");
    deleted = List.copyOf(deleted);
  }

  /**
   * Returns how the scheduled revocations of a subject are withdrawn; empty if it has none, or if a
   * revocation of the whole subject is in force or will be within {@link
   * RevocationWriter#WITHDRAWAL_MARGIN}.
   *
   * @param known all that the store has of the subject
   * @param now the latest of the clocks that count: of the node that writes, and of the engine
   */
  public static Optional<Withdrawal> find(Subject subject, List<StoredChange> known, Instant now) {
    List<StoredRevocation> revocations = StoredChange.revocationsOf(subject, known);
    List<StoredRevocation> left = StoredRevocation.withoutScheduled(revocations, now);
    if (left.size() == revocations.size()) {
      return Optional.empty();
    }
    List<StoredChange> withdrawn =
        known.stream().filter(one -> isWholeRevocation(one.change())).toList();
    Change change =
        Change.ofWithdrawal(
            SubjectId.of(subject),
            now.plus(RevocationWriter.WITHDRAWAL_MARGIN),
            latestUntil(withdrawn));
    return Optional.of(
        new Withdrawal(change, withdrawn.stream().map(StoredChange::number).toList()));
  }

  private static boolean isWholeRevocation(Change one) {
    return one.state() == Change.State.REVOKED && one.issuedBefore() == null;
  }

  /** A reader that has read them needs this change for as long. */
  private static @Nullable Instant latestUntil(List<StoredChange> withdrawn) {
    Instant latest = Instant.MIN;
    for (StoredChange one : withdrawn) {
      Instant until = one.change().until();
      if (until == null) {
        return null;
      }
      if (Revocation.isNoEarlier(until, latest)) {
        latest = until;
      }
    }
    return latest;
  }
}
