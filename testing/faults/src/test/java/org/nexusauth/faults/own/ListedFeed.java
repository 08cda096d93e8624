package org.nexusauth.faults.own;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;

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
