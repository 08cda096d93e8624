package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nexusauth.status.Cursor;
import org.nexusauth.status.Page;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.status.SubjectId;

/** Reads feeds to their end, page by page. */
final class FeedReading {
  private FeedReading() {}

  /** Returns the position behind the last change. */
  static Cursor head(RevocationFeed feed) {
    Page page = feed.changesAfter(Cursor.START, 10_000, Duration.ZERO);
    while (page.more()) {
      page = feed.changesAfter(page.next(), 10_000, Duration.ZERO);
    }
    return page.next();
  }

  /** Reads to the end, and sees to it that pages keep to their size and lead on. */
  static List<SubjectId> subjects(RevocationFeed feed, Cursor from, int max) {
    List<SubjectId> found = new ArrayList<>();
    Cursor cursor = from;
    boolean more = true;
    while (more) {
      Page page = feed.changesAfter(cursor, max, Duration.ZERO);
      assertTrue(page.changes().size() <= max, "a page holds at most what was asked for");
      boolean ledOn = page.next().position() > cursor.position();
      assertTrue(ledOn || !page.more(), "there is more, so the page must lead on");
      page.changes().forEach(change -> found.add(change.subject()));
      cursor = page.next();
      more = page.more();
    }
    return found;
  }
}
