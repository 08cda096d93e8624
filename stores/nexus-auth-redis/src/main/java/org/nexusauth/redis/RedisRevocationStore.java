package org.nexusauth.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.nexusauth.status.Change;
import org.nexusauth.status.Cursor;
import org.nexusauth.status.Page;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.status.RevocationWriter;
import org.nexusauth.status.StatusUnavailableException;
import org.nexusauth.status.Storable;
import org.nexusauth.status.StoredChange;
import org.nexusauth.status.StoredRevocation;
import org.nexusauth.status.Subject;
import org.nexusauth.status.SubjectId;
import org.nexusauth.status.Sweeping;

/**
 * Revocations in Redis: a stream of all that is in force, and a hash that says where in the stream
 * each subject is. Thread-safe.
 */
final class RedisRevocationStore implements RevocationFeed, RevocationWriter, AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Clock clock;
  private final Lane reading;
  private final Lane writing;
  private final Expired expired;
  private final Sweeping sweeping;

  private RedisRevocationStore(Clock clock, Lane reading, Lane writing) {
    this.clock = clock;
    this.reading = reading;
    this.writing = writing;
    this.expired = new Expired(writing, clock);
    this.sweeping = expired.sweeping();
  }

  static RedisRevocationStore open(Primary primary) {
    return open(primary, Clock.systemUTC());
  }

  static RedisRevocationStore open(Primary primary, Clock clock) {
    Lane reading = new Lane(primary, "nexus-auth-redis-read");
    try {
      reading.call(session -> new Changes(session).page(Cursor.START, 1, clock));
    } catch (StatusUnavailableException e) {
      reading.close();
      throw SettingUp.refused("Redis cannot be used: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      reading.close();
      throw e;
    }
    return new RedisRevocationStore(clock, reading, new Lane(primary, "nexus-auth-redis-write"));
  }

  @Override
  public Page changesAfter(Cursor cursor, int max, Duration wait) {
    Duration most = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    return reading.call(session -> page(new Changes(session), cursor, max, most), most);
  }

  private Page page(Changes changes, Cursor cursor, int max, Duration wait) {
    Page page = changes.page(cursor, max, clock);
    boolean nothing = page.changes().isEmpty() && page.next().equals(cursor);
    return nothing && wait.toMillis() > 0 && changes.comeAfter(cursor, wait)
        ? changes.page(cursor, max, clock)
        : page;
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    Revocation storable = Storable.of(revocation);
    return writing.call(session -> revoke(new Changes(session), storable));
  }

  private Revocation revoke(Changes changes, Revocation wanted) {
    StoredRevocation added = StoredRevocation.of(wanted, clock.instant());
    Known known = changes.of(SubjectId.of(wanted.subject()));
    while (true) {
      List<StoredRevocation> before = StoredChange.revocations(wanted.subject(), known.changes());
      StoredRevocation inForce = added.among(before);
      if (before.contains(inForce)) {
        return inForce.revocation();
      }
      Change change = Change.of(inForce.revocation());
      Known instead = changes.add(change, inForce.atOnce(), known, Known.NO_NUMBER);
      if (instead == null) {
        return inForce.revocation();
      }
      known = instead; // Another one was faster.
    }
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    Change wanted =
        Change.of(subject, enabled, Storable.moment(clock.instant()), Storable.text(reason));
    writing.call(session -> turn(new Changes(session), wanted));
  }

  /** Returns whether anything changed. */
  private static boolean turn(Changes changes, Change wanted) {
    Known known = changes.of(wanted.subject());
    while (true) {
      if (StoredChange.switched(known.changes()) == wanted.state()) {
        return false;
      }
      Known instead = changes.add(wanted, true, known, known.numberOfSwitch());
      if (instead == null) {
        return true;
      }
      known = instead;
    }
  }

  /** From now on forgets what expired long ago. */
  void beginSweeping() {
    sweeping.begin();
  }

  /** Sweeps while the caller waits. */
  void sweepNow() {
    expired.delete();
  }

  @Override
  public void close() {
    sweeping.end();
    reading.close();
    writing.close();
  }
}
