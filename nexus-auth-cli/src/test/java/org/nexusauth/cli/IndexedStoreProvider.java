package org.nexusauth.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectStatus;

/** A store in this process that can be read by subject alone, in place of the one for Redis. */
public final class IndexedStoreProvider implements RevocationStoreProvider {

  private final RevocationFeed feed = new IndexedFeed(new MemoryRevocationStore(Clock.systemUTC()));

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Set<String> properties() {
    return Set.of();
  }

  @Override
  public RevocationFeed open(StoreSettings settings) {
    Subject subject = Subject.integration(settings.values().get("nexus.auth.redis.user"));
    ((RevocationWriter) feed)
        .revoke(new Revocation(subject, Shell.NOW.minusSeconds(9), null, null, "ended"));
    ((RevocationWriter) feed).setEnabled(subject, false, "unpaid");
    return feed;
  }

  private record IndexedFeed(MemoryRevocationStore store)
      implements RevocationFeed, RevocationWriter {

    @Override
    public Page changesAfter(Cursor cursor, int max, Duration wait) {
      throw new AssertionError("a page of changes is read");
    }

    @Override
    public SubjectStatus inForce(Subject subject) {
      return store.inForce(subject);
    }

    @Override
    public Revocation revoke(Revocation revocation) {
      return store.revoke(revocation);
    }

    @Override
    public void setEnabled(Subject subject, boolean enabled, String reason) {
      store.setEnabled(subject, enabled, reason);
    }
  }
}
