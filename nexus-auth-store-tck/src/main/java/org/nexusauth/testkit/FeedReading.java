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
  /** As many as a node asks for. */
  static final int PAGE = 10_000;

  private FeedReading() {}

  /** Returns the position behind the last change. */
  static Cursor head(RevocationFeed feed) {
    Page page = feed.changesAfter(Cursor.START, PAGE, Duration.ZERO);
    while (page.more()) {
      page = feed.changesAfter(page.next(), PAGE, Duration.ZERO);
    }
    return page.next();
  }

  /** Reads to the end, and sees to it that pages keep to their size and lead on. */
  static List<Change> changes(RevocationFeed feed, Cursor from, int max) {
    List<Change> found = new ArrayList<>();
    Cursor cursor = from;
    boolean more = true;
    while (more) {
      Page page = feed.changesAfter(cursor, max, Duration.ZERO);
      assertTrue(page.changes().size() <= max, "a page holds at most what was asked for");
      boolean ledOn = page.next().position() > cursor.position();
      assertTrue(ledOn || !page.more(), "there is more, so the page must lead on");
      found.addAll(page.changes());
      cursor = page.next();
      more = page.more();
    }
    return found;
  }

  /** Reads as {@link #changes}, and returns what changed. */
  static List<SubjectId> subjects(RevocationFeed feed, Cursor from, int max) {
    return subjects(changes(feed, from, max));
  }

  static List<SubjectId> subjects(List<Change> changes) {
    return changes.stream().map(Change::subject).toList();
  }
}
