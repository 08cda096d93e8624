package org.nexusauth.faults.own;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nexusauth.status.Change;
import org.nexusauth.status.Cursor;
import org.nexusauth.status.Page;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.status.RevocationWriter;
import org.nexusauth.status.Subject;

/** A feed in a list, quick enough for a million revocations. */
final class ListedFeed implements RevocationFeed, RevocationWriter {
  private final List<Change> changes = new ArrayList<>();

  @Override
  public synchronized Page changesAfter(Cursor cursor, int max, Duration wait) {
    int from = (int) cursor.position();
    int to = Math.min(changes.size(), from + max);
    return new Page(
        new Cursor("list", to), List.copyOf(changes.subList(from, to)), to < changes.size());
  }

  @Override
  public synchronized Revocation revoke(Revocation revocation) {
    changes.add(Change.of(revocation));
    return revocation;
  }

  @Override
  public synchronized void setEnabled(Subject subject, boolean enabled, String reason) {
    changes.add(Change.of(subject, enabled, Clock.systemUTC().instant(), reason));
  }
}
