package org.nexusauth.status;

/**
 * A position in a feed.
 *
 * @param generation the store's generation, made when it was set up; empty before the first page
 * @param position how many changes came before
 */
public record Cursor(String generation, long position) {

  /** Before the first change. */
  public static final Cursor START = new Cursor("", 0);
}
