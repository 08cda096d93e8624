package org.nexusauth.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds the changes of one subject in a feed by reading all of it. */
final class SubjectStatusScan {
  private static final int PAGE = 10_000;

  private SubjectStatusScan() {}

  static SubjectStatus readStatus(RevocationFeed feed, Subject subject) {
    SubjectId id = SubjectId.of(subject);
    List<Change> found = new ArrayList<>();
    Cursor cursor = Cursor.START;
    boolean more = true;
    while (more) {
      Page page = feed.changesAfter(cursor, PAGE, Duration.ZERO);
      requireContinuation(cursor, page);
      page.changes().stream().filter(one -> one.subject().equals(id)).forEach(found::add);
      cursor = page.next();
      more = page.more();
    }
    return SubjectStatus.of(subject, found);
  }

  private static void requireContinuation(Cursor cursor, Page page) {
    boolean same =
        cursor.equals(Cursor.START) || cursor.generation().equals(page.next().generation());
    if (!same) {
      throw new StatusUnavailableException("its generation changed while it was read");
    }
    if (page.more() && page.next().equals(cursor)) {
      throw new StatusUnavailableException("it says that there is more, and does not return it");
    }
  }
}
