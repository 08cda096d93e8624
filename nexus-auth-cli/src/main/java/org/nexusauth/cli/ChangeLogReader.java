package org.nexusauth.cli;

import java.time.Duration;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.RevocationFeed;

/** How much a store has, counted from its first change to its last. */
final class ChangeLogReader {

  private static final int PAGE = 1_000;

  private Cursor end = Cursor.START;
  private long count;

  private ChangeLogReader() {}

  static ChangeLogReader read(RevocationFeed feed) {
    ChangeLogReader read = new ChangeLogReader();
    boolean more = true;
    while (more) {
      Page page = feed.changesAfter(read.end, PAGE, Duration.ZERO);
      read.count += page.changes().size();
      read.end = page.next();
      more = page.more();
    }
    return read;
  }

  /** Returns a store's generation without reading all of it. */
  static String generation(RevocationFeed feed) {
    return feed.changesAfter(Cursor.START, 1, Duration.ZERO).next().generation();
  }

  String generation() {
    return end.generation();
  }

  long position() {
    return end.position();
  }

  /** Returns how many changes the store has: what was superseded or swept is not among them. */
  long count() {
    return count;
  }
}
