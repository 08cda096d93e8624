package org.nexusauth.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.nexusauth.revocation.kit.RevocationNormalizer;
import org.nexusauth.revocation.kit.StoredChange;
import org.nexusauth.revocation.kit.Withdrawal;

/**
 * Revocations in Redis: a stream of all that is in force, and a hash with the numbers of each
 * subject's entries in the stream. Thread-safe.
 */
final class RedisRevocationStore implements RevocationFeed, RevocationWriter, AutoCloseable {
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final Clock clock;
  private final RedisExecutor reading;
  private final RedisExecutor writing;
  private final ExpiredEntryCleaner cleaner;

  private RedisRevocationStore(Clock clock, RedisExecutor reading, RedisExecutor writing) {
    this.clock = clock;
    this.reading = reading;
    this.writing = writing;
    this.cleaner = new ExpiredEntries(writing, clock).createCleaner();
  }

  static RedisRevocationStore open(PrimaryLocator primary) {
    return open(primary, Clock.systemUTC());
  }

  static RedisRevocationStore open(PrimaryLocator primary, Clock clock) {
    RedisExecutor reading = new RedisExecutor(primary, "nexus-auth-redis-read");
    try {
      reading.call(session -> new RedisRevocationData(session).readPage(Cursor.START, 1, clock));
    } catch (StatusUnavailableException e) {
      reading.close();
      throw StoreInitializer.settingProblem("Redis cannot be used: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      reading.close();
      throw e;
    }
    return new RedisRevocationStore(
        clock, reading, new RedisExecutor(primary, "nexus-auth-redis-write"));
  }

  @Override
  public Page changesAfter(Cursor cursor, int max, Duration wait) {
    Duration bounded = Collections.min(List.of(wait, MAX_WAIT));
    return reading.call(
        session -> readPage(new RedisRevocationData(session), cursor, max, bounded), bounded);
  }

  private Page readPage(RedisRevocationData changes, Cursor cursor, int max, Duration wait) {
    Page page = changes.readPage(cursor, max, clock);
    boolean nothing = page.changes().isEmpty() && page.next().equals(cursor);
    if (nothing && wait.toMillis() > 0 && changes.awaitChangeAfter(cursor, wait)) {
      return changes.readPage(cursor, max, clock);
    }
    return page;
  }

  @Override
  public SubjectStatus inForce(Subject subject) {
    SubjectId id = SubjectId.of(subject);
    return reading.call(
        session ->
            StoredChange.statusOf(
                subject,
                new RedisRevocationData(session).readSubject(id).changes(),
                clock.instant()));
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    Revocation storable = RevocationNormalizer.roundRevocation(revocation);
    return writing.call(session -> insertFirst(new RedisRevocationData(session), storable));
  }

  /** Appends a revocation unless an earlier one covers it, and returns the one in force. */
  private Revocation insertFirst(RedisRevocationData changes, Revocation wanted) {
    StoredRevocation added = StoredRevocation.of(wanted, clock.instant());
    SubjectEntries known = changes.readForWriting(SubjectId.of(wanted.subject()));
    while (true) {
      List<StoredRevocation> before = StoredChange.revocationsOf(wanted.subject(), known.changes());
      StoredRevocation inForce = added.mergedWith(before);
      if (before.contains(inForce)) {
        return inForce.revocation();
      }
      Change change = Change.of(inForce.revocation());
      Optional<SubjectEntries> conflict =
          changes.appendIfUnchanged(change, inForce.immediate(), known, SubjectEntries.NO_NUMBER);
      if (conflict.isEmpty()) {
        return inForce.revocation();
      }
      known = conflict.get();
    }
  }

  @Override
  public boolean withdrawScheduled(Subject subject) {
    return writing.call(session -> withdraw(new RedisRevocationData(session), subject));
  }

  /** Returns whether anything was withdrawn. */
  private boolean withdraw(RedisRevocationData changes, Subject subject) {
    SubjectEntries known = changes.readForWriting(SubjectId.of(subject));
    while (true) {
      Instant latest = Collections.max(List.of(clock.instant(), changes.readTime()));
      Optional<Withdrawal> found =
          Withdrawal.find(subject, known.changes(), RevocationNormalizer.roundInstant(latest));
      if (found.isEmpty()) {
        return false;
      }
      Optional<SubjectEntries> conflict =
          changes.appendIfUnchanged(
              found.get().change(), false, known, toNumbers(found.get().deleted()));
      if (conflict.isEmpty()) {
        return true;
      }
      known = conflict.get();
    }
  }

  private static String toNumbers(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    Change wanted =
        Change.of(
            subject,
            enabled,
            RevocationNormalizer.roundInstant(clock.instant()),
            RevocationNormalizer.cleanText(reason));
    writing.call(session -> applySwitch(new RedisRevocationData(session), wanted));
  }

  /** Returns whether anything changed. */
  private static boolean applySwitch(RedisRevocationData changes, Change wanted) {
    SubjectEntries known = changes.readForWriting(wanted.subject());
    while (true) {
      if (StoredChange.switchStateOf(known.changes()) == wanted.state()) {
        return false;
      }
      Optional<SubjectEntries> conflict =
          changes.appendIfUnchanged(wanted, true, known, known.numberOfSwitch());
      if (conflict.isEmpty()) {
        return true;
      }
      known = conflict.get();
    }
  }

  /** Starts to delete what expired long ago, in the background. */
  void startCleaning() {
    cleaner.start();
  }

  @Override
  public void close() {
    cleaner.stop();
    reading.close();
    writing.close();
  }
}
