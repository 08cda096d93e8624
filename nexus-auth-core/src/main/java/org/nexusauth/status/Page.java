package org.nexusauth.status;

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
}
