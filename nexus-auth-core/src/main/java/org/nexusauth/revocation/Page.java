package org.nexusauth.revocation;

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

  /** Returns one that tells nothing but where the store is. */
  public static Page empty(Cursor head) {
    return new Page(head, List.of(), false);
  }
}
