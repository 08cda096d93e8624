package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.SubjectId;

/** Reads feeds to their end, page by page. */
final class FeedReading {
  /** The page size of a replicating node. */
  static final int PAGE = 10_000;

  private FeedReading() {}

  /** Returns the position after the last change. */
  static Cursor readHead(RevocationFeed feed) {
    Page page = feed.changesAfter(Cursor.START, PAGE, Duration.ZERO);
    while (page.more()) {
      page = feed.changesAfter(page.next(), PAGE, Duration.ZERO);
    }
    return page.next();
  }

  /** Reads to the end, and checks the size of pages and that each has a later position. */
  static List<Change> readChanges(RevocationFeed feed, Cursor from, int max) {
    List<Change> found = new ArrayList<>();
    Cursor cursor = from;
    boolean more = true;
    while (more) {
      Page page = feed.changesAfter(cursor, max, Duration.ZERO);
      assertTrue(
          page.changes().size() <= max, "a page holds at most the number that was requested");
      boolean ledOn = page.next().position() > cursor.position();
      assertTrue(ledOn || !page.more(), "there is more, so the page must lead on");
      found.addAll(page.changes());
      cursor = page.next();
      more = page.more();
    }
    return found;
  }

  /** Reads as {@link #readChanges}, and returns the subjects. */
  static List<SubjectId> readSubjects(RevocationFeed feed, Cursor from, int max) {
    return subjectsOf(readChanges(feed, from, max));
  }

  static List<SubjectId> subjectsOf(List<Change> changes) {
    return changes.stream().map(Change::subject).toList();
  }
}
