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
 * @param number its place in the order of all changes of the store, from 1
 * @param change what changed; its moment is as it was written
 * @param atOnce for a revocation, whether its moment had come for the node that wrote it, see
 *     {@link StoredRevocation}
 */
public record StoredChange(long number, Change change, boolean atOnce) {
  private static final int AT_ONCE = 1;
  private static final int DISABLED = 2;
  private static final int ENABLED = 3;
  private static final int COMING = 4;

  /**
   * Returns a change as it was kept.
   *
   * @param code what {@link #code} returned
   * @throws StatusUnavailableException when no state has this code
   */
  public static StoredChange of(
      long number,
      SubjectId subject,
      int code,
      Instant effectiveAt,
      @Nullable Instant issuedBefore,
      @Nullable Instant until,
      String reason) {
    Change.State state = state(code);
    return new StoredChange(
        number,
        new Change(subject, state, effectiveAt, issuedBefore, until, reason),
        code != COMING);
  }

  /**
   * Returns the number that stands in stores for a state and when it is in force, 1 to 4; it never
   * changes.
   *
   * @param atOnce for a revocation, whether its moment has come for the node that writes it
   */
  public static int code(Change.State state, boolean atOnce) {
    return switch (state) {
      case REVOKED -> atOnce ? AT_ONCE : COMING;
      case DISABLED -> DISABLED;
      case ENABLED -> ENABLED;
    };
  }

  private static Change.State state(int code) {
    return switch (code) {
      case AT_ONCE, COMING -> Change.State.REVOKED;
      case DISABLED -> Change.State.DISABLED;
      case ENABLED -> Change.State.ENABLED;
      default -> throw new StatusUnavailableException("there is no state with the code " + code);
    };
  }

  /**
   * Returns the change as a feed tells it: what was at once when it was written is in force for
   * every reader.
   *
   * @param now by the clock of the node that reads
   */
  public Change told(Instant now) {
    return atOnce ? change.noLaterThan(now) : change;
  }

  /** Returns the revocations among all that a store has of a subject, which the caller names. */
  public static List<StoredRevocation> revocations(Subject subject, List<StoredChange> known) {
    return known.stream()
        .filter(one -> one.change.state() == Change.State.REVOKED)
        .map(one -> new StoredRevocation(one.change.revocationOf(subject), one.atOnce))
        .toList();
  }

  /**
   * Returns the status of a subject, which the caller names, from all that a store has of it, in
   * order.
   *
   * @param now by the clock of this node
   */
  public static SubjectStatus status(Subject subject, List<StoredChange> known, Instant now) {
    return SubjectStatus.of(subject, known.stream().map(change -> change.told(now)).toList());
  }

  /** Returns how a subject is switched, from all that a store has of it, in order. */
  public static Change.State switched(List<StoredChange> known) {
    return known.stream()
        .map(one -> one.change.state())
        .filter(state -> state != Change.State.REVOKED)
        .reduce((first, last) -> last)
        .orElse(Change.State.ENABLED);
  }

  /**
   * Returns a page of a feed whose changes are numbered.
   *
   * @param head where the store was when the changes were read
   * @param found what it has up to there after the reader's position, in order, but no more than
   *     max
   * @param now by the clock of this node
   */
  public static Page page(Cursor head, List<StoredChange> found, int max, Instant now) {
    long last = found.size() < max ? head.position() : found.get(max - 1).number();
    return new Page(
        new Cursor(head.generation(), last),
        found.stream().map(change -> change.told(now)).toList(),
        last < head.position());
  }
}
