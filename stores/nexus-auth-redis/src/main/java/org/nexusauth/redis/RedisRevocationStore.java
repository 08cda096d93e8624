package org.nexusauth.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoredRevocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.kit.ExpiredEntryCleaner;
import org.nexusauth.revocation.kit.StorableRevocation;
import org.nexusauth.revocation.kit.StoredChange;

/**
 * Revocations in Redis: a stream of all that is in force, and a hash that says where in the stream
 * each subject is. Thread-safe.
 */
final class RedisRevocationStore implements RevocationFeed, RevocationWriter, AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Clock clock;
  private final RedisExecutor reading;
  private final RedisExecutor writing;
  private final ExpiredEntries expired;
  private final ExpiredEntryCleaner sweeping;

  private RedisRevocationStore(Clock clock, RedisExecutor reading, RedisExecutor writing) {
    this.clock = clock;
    this.reading = reading;
    this.writing = writing;
    this.expired = new ExpiredEntries(writing, clock);
    this.sweeping = expired.sweeping();
  }

  static RedisRevocationStore open(PrimaryLocator primary) {
    return open(primary, Clock.systemUTC());
  }

  static RedisRevocationStore open(PrimaryLocator primary, Clock clock) {
    RedisExecutor reading = new RedisExecutor(primary, "nexus-auth-redis-read");
    try {
      reading.call(session -> new ChangeStream(session).page(Cursor.START, 1, clock));
    } catch (StatusUnavailableException e) {
      reading.close();
      throw StoreInitializer.refused("Redis cannot be used: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      reading.close();
      throw e;
    }
    return new RedisRevocationStore(
        clock, reading, new RedisExecutor(primary, "nexus-auth-redis-write"));
  }

  @Override
  public Page changesAfter(Cursor cursor, int max, Duration wait) {
    Duration most = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    return reading.call(session -> page(new ChangeStream(session), cursor, max, most), most);
  }

  private Page page(ChangeStream changes, Cursor cursor, int max, Duration wait) {
    Page page = changes.page(cursor, max, clock);
    boolean nothing = page.changes().isEmpty() && page.next().equals(cursor);
    return nothing && wait.toMillis() > 0 && changes.comeAfter(cursor, wait)
        ? changes.page(cursor, max, clock)
        : page;
  }

  @Override
  public SubjectStatus inForce(Subject subject) {
    return reading.call(
        session ->
            StoredChange.statusOf(
                subject,
                new ChangeStream(session).read(SubjectId.of(subject)).changes(),
                clock.instant()));
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    Revocation storable = StorableRevocation.roundRevocation(revocation);
    return writing.call(session -> revoke(new ChangeStream(session), storable));
  }

  private Revocation revoke(ChangeStream changes, Revocation wanted) {
    StoredRevocation added = StoredRevocation.of(wanted, clock.instant());
    SubjectEntries known = changes.of(SubjectId.of(wanted.subject()));
    while (true) {
      List<StoredRevocation> before = StoredChange.revocationsOf(wanted.subject(), known.changes());
      StoredRevocation inForce = added.mergedWith(before);
      if (before.contains(inForce)) {
        return inForce.revocation();
      }
      Change change = Change.of(inForce.revocation());
      SubjectEntries instead =
          changes.add(change, inForce.immediate(), known, SubjectEntries.NO_NUMBER);
      if (instead == null) {
        return inForce.revocation();
      }
      known = instead; // Another one was faster.
    }
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    Change wanted =
        Change.of(
            subject,
            enabled,
            StorableRevocation.roundInstant(clock.instant()),
            StorableRevocation.cleanText(reason));
    writing.call(session -> turn(new ChangeStream(session), wanted));
  }

  /** Returns whether anything changed. */
  private static boolean turn(ChangeStream changes, Change wanted) {
    SubjectEntries known = changes.of(wanted.subject());
    while (true) {
      if (StoredChange.switchStateOf(known.changes()) == wanted.state()) {
        return false;
      }
      SubjectEntries instead = changes.add(wanted, true, known, known.numberOfSwitch());
      if (instead == null) {
        return true;
      }
      known = instead;
    }
  }

  /** From now on forgets what expired long ago. */
  void beginSweeping() {
    sweeping.start();
  }

  /** Sweeps while the caller waits. */
  void sweepNow() {
    expired.delete();
  }

  @Override
  public void close() {
    sweeping.stop();
    reading.close();
    writing.close();
  }
}
