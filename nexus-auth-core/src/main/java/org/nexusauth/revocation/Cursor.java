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
   * Returns whether a reader who is here has nothing to be told but where the store is: it has all
   * changes, or its changes are another store's.
   *
   * @param head where the store is
   */
  public boolean hasNothingToReadUpTo(Cursor head) {
    boolean other = !equals(START) && !generation.equals(head.generation);
    return other || position >= head.position;
  }
}
