package org.nexusauth.redis;

import java.time.Clock;
import java.time.Duration;
import org.nexusauth.status.Change;
import org.nexusauth.status.Cursor;
import org.nexusauth.status.Page;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.status.RevocationWriter;
import org.nexusauth.status.StatusUnavailableException;
import org.nexusauth.status.Subject;

/**
 * Revocations in Redis: a stream of all that is in force, and a hash that says where in the stream
 * each subject is. Thread-safe.
 */
final class RedisRevocationStore implements RevocationFeed, RevocationWriter, AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Clock clock = Clock.systemUTC();
  private final Lane reading;
  private final Lane writing;
  private final Sweeping sweeping;

  private RedisRevocationStore(Lane reading, Lane writing) {
    this.reading = reading;
    this.writing = writing;
    this.sweeping = new Sweeping(writing, clock);
  }

  static RedisRevocationStore open(Primary primary) {
    Lane reading = new Lane(primary, "nexus-auth-redis-read");
    try {
      reading.call(session -> new Changes(session).page(Cursor.START, 1));
    } catch (StatusUnavailableException e) {
      reading.close();
      throw SettingUp.refused("Redis cannot be used: " + e.getMessage());
    } catch (RuntimeException e) {
      reading.close();
      throw e;
    }
    RedisRevocationStore store =
        new RedisRevocationStore(reading, new Lane(primary, "nexus-auth-redis-write"));
    store.sweeping.begin();
    return store;
  }

  @Override
  public Page changesAfter(Cursor cursor, int max, Duration wait) {
    Duration most = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    return reading.call(session -> page(new Changes(session), cursor, max, most), most);
  }

  private static Page page(Changes changes, Cursor cursor, int max, Duration wait) {
    Page page = changes.page(cursor, max);
    boolean nothing = page.changes().isEmpty() && page.next().equals(cursor);
    return nothing && wait.toMillis() > 0 && changes.comeAfter(cursor, wait)
        ? changes.page(cursor, max)
        : page;
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    Revocation storable = Storable.of(revocation);
    return writing.call(session -> revoke(new Changes(session), storable));
  }

  private static Revocation revoke(Changes changes, Revocation wanted) {
    Change change = Change.of(wanted);
    Known known = changes.of(change.subject());
    while (true) {
      for (Change one : known.changes()) {
        if (one.state() == Change.State.REVOKED && of(wanted.subject(), one).covers(wanted)) {
          return of(wanted.subject(), one);
        }
      }
      Known instead = changes.add(change, known, Known.NO_NUMBER);
      if (instead == null) {
        return wanted;
      }
      known = instead; // Another one was faster.
    }
  }

  private static Revocation of(Subject subject, Change known) {
    return new Revocation(
        subject, known.effectiveAt(), known.issuedBefore(), known.until(), known.reason());
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    Change wanted =
        Change.of(subject, enabled, Storable.down(clock.instant()), Storable.text(reason));
    writing.call(session -> turn(new Changes(session), wanted));
  }

  /** Returns whether anything changed. */
  private static boolean turn(Changes changes, Change wanted) {
    Known known = changes.of(wanted.subject());
    while (true) {
      if (known.switched().equals(wanted.state())) {
        return false;
      }
      Known instead = changes.add(wanted, known, known.numberOfSwitch());
      if (instead == null) {
        return true;
      }
      known = instead;
    }
  }

  /** Sweeps while the caller waits. */
  void sweepNow() {
    sweeping.all();
  }

  @Override
  public void close() {
    sweeping.end();
    reading.close();
    writing.close();
  }
}
