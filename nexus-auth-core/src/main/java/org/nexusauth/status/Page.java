package org.nexusauth.status;

import java.time.Instant;
import java.util.List;

/**
 * Consecutive changes of a feed.
 *
 * @param next where the next page starts
 * @param changes the changes, in order
 * @param more true when there are more at once
 */
public record Page(Cursor next, List<Change> changes, boolean more) {

  /** Copies the changes. */
  public Page {
    changes = List.copyOf(changes);
  }

  /**
   * Returns a page of a store whose changes are numbered.
   *
   * @param head where the store was when the changes were read
   * @param found what it has up to there after the reader's position, in order, but no more than
   *     max
   * @param now by the clock of this node
   */
  public static Page of(Cursor head, List<StoredChange> found, int max, Instant now) {
    long last = found.size() < max ? head.position() : found.get(max - 1).number();
    return new Page(
        new Cursor(head.generation(), last),
        found.stream().map(change -> change.told(now)).toList(),
        last < head.position());
  }

  /** Returns one that tells nothing but where the store is. */
  public static Page empty(Cursor head) {
    return new Page(head, List.of(), false);
  }
}
