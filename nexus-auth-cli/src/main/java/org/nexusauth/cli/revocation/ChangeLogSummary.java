package org.nexusauth.cli.revocation;

import java.time.Duration;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.RevocationFeed;

/** The number of changes in a store, counted from its first change to its last. */
final class ChangeLogSummary {

  private static final int PAGE = 1_000;

  private Cursor end = Cursor.START;
  private long count;

  private ChangeLogSummary() {}

  static ChangeLogSummary readAll(RevocationFeed feed) {
    ChangeLogSummary log = new ChangeLogSummary();
    boolean more = true;
    while (more) {
      Page page = feed.changesAfter(log.end, PAGE, Duration.ZERO);
      log.count += page.changes().size();
      log.end = page.next();
      more = page.more();
    }
    return log;
  }

  /** Returns a store's generation without reading all of it. */
  static String readGeneration(RevocationFeed feed) {
    return feed.changesAfter(Cursor.START, 1, Duration.ZERO).next().generation();
  }

  String generation() {
    return end.generation();
  }

  long position() {
    return end.position();
  }

  /**
   * Returns how many changes the store has: those that were superseded or deleted are not counted.
   */
  long count() {
    return count;
  }
}
