package org.nexusauth.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What a store knows of some subjects, read from its first change to its last. */
final class ChangeLogReader {

  private static final int PAGE = 1_000;

  private final Map<SubjectId, List<Change>> known = new HashMap<>();
  private Cursor end = Cursor.START;
  private long count;

  private ChangeLogReader(List<Subject> asked) {
    asked.forEach(subject -> known.put(SubjectId.of(subject), new ArrayList<>()));
  }

  static ChangeLogReader read(RevocationFeed feed, List<Subject> asked) {
    ChangeLogReader ledger = new ChangeLogReader(asked);
    boolean more = true;
    while (more) {
      Page page = feed.changesAfter(ledger.end, PAGE, Duration.ZERO);
      page.changes().forEach(ledger::add);
      ledger.end = page.next();
      more = page.more();
    }
    return ledger;
  }

  /** Returns a store's generation without reading all of it. */
  static String generation(RevocationFeed feed) {
    return feed.changesAfter(Cursor.START, 1, Duration.ZERO).next().generation();
  }

  private void add(Change change) {
    count++;
    List<Change> changes = known.get(change.subject());
    if (changes == null) {
      return;
    }
    if (change.state() == Change.State.REVOKED) {
      changes.add(change);
      return;
    }
    changes.removeIf(before -> before.state() == Change.State.DISABLED);
    if (change.state() == Change.State.DISABLED) {
      changes.add(change);
    }
  }

  /** Returns what is in force of a subject that was asked for. */
  List<Change> of(Subject subject) {
    return List.copyOf(known.getOrDefault(SubjectId.of(subject), List.of()));
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
