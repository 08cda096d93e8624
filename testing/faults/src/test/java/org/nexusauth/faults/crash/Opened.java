package org.nexusauth.faults.crash;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.nexusauth.faults.engine.Stores;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** A store, opened as the core opens it, without a gate before it. */
final class Opened implements AutoCloseable {
  private static final int PAGE = 10_000;

  private final RevocationFeed feed;

  private Opened(RevocationFeed feed) {
    this.feed = feed;
  }

  /** Opens the store that a gate's properties name. */
  static Opened by(Map<String, String> settings) {
    return new Opened(Stores.open(settings));
  }

  /** Revokes a key; durable when this returns. */
  void revoke(String keyId) {
    ((RevocationWriter) feed)
        .revoke(
            new Revocation(
                Subject.key(null, "org_1", "int_1", keyId),
                java.time.Instant.now(),
                null,
                null,
                "leaked"));
  }

  /** Returns all that is revoked. */
  Set<SubjectId> all() {
    Set<SubjectId> found = new HashSet<>();
    Cursor cursor = Cursor.START;
    boolean more = true;
    while (more) {
      Page page = feed.changesAfter(cursor, PAGE, Duration.ZERO);
      page.changes().forEach(change -> found.add(change.subject()));
      cursor = page.next();
      more = page.more();
    }
    return found;
  }

  @Override
  public void close() {
    try {
      ((AutoCloseable) feed).close();
    } catch (Exception e) { // A store's edge.
      throw new IllegalStateException(e);
    }
  }
}
