package org.nexusauth.revocation.kit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoredRevocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.SubjectStatus;

/**
 * A change as a store keeps it.
 *
 * @param number its position in the order of all changes of the store, from 1
 * @param change what changed; its {@code effectiveAt} is as it was written
 * @param immediate for a revocation, whether it took effect when it was written, see {@link
 *     StoredRevocation}
 */
public record StoredChange(long number, Change change, boolean immediate) {
  private static final int IMMEDIATE = 1;
  private static final int DISABLED = 2;
  private static final int ENABLED = 3;
  private static final int SCHEDULED = 4;
  private static final int WITHDRAWN = 5;

  /**
   * Returns a change as it was stored.
   *
   * @param code what {@link #codeOf} returned
   * @throws StatusUnavailableException if no state has this code
   */
  public static StoredChange of(
      long number,
      SubjectId subject,
      int code,
      Instant effectiveAt,
      @Nullable Instant issuedBefore,
      @Nullable Instant until,
      String reason) {
    Change.State state = stateOf(code);
    return new StoredChange(
        number,
        new Change(subject, state, effectiveAt, issuedBefore, until, reason),
        code != SCHEDULED && code != WITHDRAWN);
  }

  /**
   * Returns the number that stores use for a state and whether it is immediate, 1 to 5; it never
   * changes. A reader of an earlier version that knows fewer of them reports the status of keys as
   * unavailable rather than skip a change.
   *
   * @param immediate for a revocation, whether it takes effect when it is written
   */
  public static int codeOf(Change.State state, boolean immediate) {
    return switch (state) {
      case REVOKED -> immediate ? IMMEDIATE : SCHEDULED;
      case DISABLED -> DISABLED;
      case ENABLED -> ENABLED;
      case WITHDRAWN -> WITHDRAWN;
    };
  }

  private static Change.State stateOf(int code) {
    return switch (code) {
      case IMMEDIATE, SCHEDULED -> Change.State.REVOKED;
      case DISABLED -> Change.State.DISABLED;
      case ENABLED -> Change.State.ENABLED;
      case WITHDRAWN -> Change.State.WITHDRAWN;
      default -> throw new StatusUnavailableException("there is no state with the code " + code);
    };
  }

  /**
   * Returns the change as a feed returns it: one that was immediate when it was written is in force
   * for every reader.
   *
   * @param now by the clock of the node that reads
   */
  public Change readAt(Instant now) {
    return immediate ? change.noLaterThan(now) : change;
  }

  /** Returns the revocations among all that a store has of a subject. */
  public static List<StoredRevocation> revocationsOf(Subject subject, List<StoredChange> known) {
    return known.stream()
        .filter(one -> one.change.state() == Change.State.REVOKED)
        .map(one -> new StoredRevocation(one.change.revocationOf(subject), one.immediate))
        .toList();
  }

  /**
   * Returns the status of a subject from all that a store has of it, in order.
   *
   * @param now by the clock of this node
   */
  public static SubjectStatus statusOf(Subject subject, List<StoredChange> known, Instant now) {
    return SubjectStatus.of(subject, known.stream().map(change -> change.readAt(now)).toList());
  }

  /**
   * Returns whether a subject is {@code ENABLED} or {@code DISABLED}, from all that a store has of
   * it, in order.
   */
  public static Change.State switchStateOf(List<StoredChange> known) {
    return known.stream()
        .map(one -> one.change.state())
        .filter(Change.State::isSwitch)
        .reduce((first, last) -> last)
        .orElse(Change.State.ENABLED);
  }

  /**
   * Returns a page of a feed whose changes are numbered.
   *
   * @param head the position of the store's last change when the changes were read
   * @param found the changes after the reader's position up to there, in order, at most max
   * @param now by the clock of this node
   */
  public static Page pageOf(Cursor head, List<StoredChange> found, int max, Instant now) {
    long last = head.position();
    if (found.size() >= max) {
      last = found.get(max - 1).number();
    }
    return new Page(
        new Cursor(head.generation(), last),
        found.stream().map(change -> change.readAt(now)).toList(),
        last < head.position());
  }
}
