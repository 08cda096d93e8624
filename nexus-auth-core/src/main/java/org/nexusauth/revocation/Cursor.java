package org.nexusauth.revocation;

/**
 * A position in a feed.
 *
 * @param generation the store's generation, made when it was set up; empty before the first page
 * @param position how many changes came before
 */
public record Cursor(String generation, long position) {

  /** Before the first change. */
  public static final Cursor START = new Cursor("", 0);

  /**
   * Returns whether there is nothing to read for a reader at this position: it has all changes, or
   * its changes are those of another store.
   *
   * @param head the position of the store's last change
   */
  public boolean hasNothingToReadUpTo(Cursor head) {
    boolean other = !equals(START) && !generation.equals(head.generation);
    return other || position >= head.position;
  }
}
