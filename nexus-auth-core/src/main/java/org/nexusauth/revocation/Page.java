package org.nexusauth.revocation;

import java.util.List;

/**
 * Consecutive changes of a feed.
 *
 * @param next where the next page starts
 * @param changes the changes, in order
 * @param more whether more can be read immediately
 */
public record Page(Cursor next, List<Change> changes, boolean more) {

  /** Copies the changes. */
  public Page {
    changes = List.copyOf(changes);
  }

  /** Returns a page without changes, whose next position is that of the store's last change. */
  public static Page empty(Cursor head) {
    return new Page(head, List.of(), false);
  }
}
