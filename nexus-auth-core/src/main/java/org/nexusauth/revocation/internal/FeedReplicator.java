package org.nexusauth.revocation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.internal.Staleness.Timestamp;

/**
 * Brings an index up to date with a feed, page by page. Thread-safe: pages are read outside the
 * lock and applied inside it, so the index has one writer at a time.
 */
final class FeedReplicator {
  private static final int PAGE_SIZE = 10_000;
  private static final int MAX_REPORTED = 10;

  private final RevocationFeed feed;
  private final RevocationIndex index;
  private final Staleness staleness;
  private final Clock clock;
  private final ReplicationListener events;
  private final ReentrantLock writing = new ReentrantLock();

  // Written under the lock, read by any thread.
  private volatile Cursor cursor = Cursor.START;
  private volatile boolean loaded;
  private volatile @Nullable String problem;
  private volatile boolean replaced;

  private volatile boolean ended;

  /** Written before the first page is read. */
  private @Nullable Timestamp started;

  /** Read and written under the lock. */
  private @Nullable Timestamp failingSince;

  /** The problems that were reported since reading began to fail; under the lock. */
  private final Set<String> reported = new HashSet<>();

  FeedReplicator(
      RevocationFeed feed,
      RevocationIndex index,
      Staleness staleness,
      Clock clock,
      ReplicationListener events) {
    this.feed = feed;
    this.index = index;
    this.staleness = staleness;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Reads pages until no more changes can be read immediately.
   *
   * @param wait how long to wait for the first change
   * @return whether all was read
   */
  boolean catchUp(Duration wait) {
    boolean more = true;
    Duration first = wait;
    while (more && !replaced && !ended) {
      Timestamp start = staleness.now();
      Cursor from = cursor;
      try {
        Page page = feed.changesAfter(from, PAGE_SIZE, first);
        if (page.more() && page.next().equals(from)) {
          recordFailure("it says that there is more, and does not return it", start);
          return false;
        }
        more = applyPage(from, page, start);
      } catch (StatusUnavailableException e) {
        recordFailure(String.valueOf(e.getMessage()), start);
        return false;
      } catch (Throwable e) { // The port's edge: an Error of a store must not end the thread.
        recordFailure(SafeMessage.describe(e), start);
        return false;
      }
      first = Duration.ZERO;
    }
    return !more && !replaced;
  }

  /** Returns the time by this node's clock. */
  Instant clockTime() {
    return clock.instant();
  }

  /** Returns whether a whole subject is revoked on this node, or will be after a time. */
  boolean isRevokedWithin(Duration time, SubjectId subject) {
    return index.isRevokedBy(subject, clock.instant().plus(time));
  }

  /** Applies a change of this node's own, before it is read from the feed. */
  void applyLocal(Change change) {
    writing.lock();
    try {
      index.applyChanges(List.of(change), clock.millis());
    } finally {
      writing.unlock();
    }
  }

  /** Returns whether there is more to read. */
  private boolean applyPage(Cursor from, Page page, Timestamp start) {
    writing.lock();
    try {
      if (!cursor.equals(from)) {
        return true; // Another thread was faster: its page and more were applied.
      }
      String difference = differenceOf(from, page.next());
      if (difference != null) {
        replaced = true;
        problem = difference;
        events.replaced(difference);
        return false;
      }
      index.applyChanges(page.changes(), nowSince(start));
      cursor = page.next();
      if (!page.more()) {
        recordSuccess(start);
      }
      return page.more();
    } finally {
      writing.unlock();
    }
  }

  /**
   * Returns the time, which is not before any instant since the start of a call: what the feed
   * returned as in force is, even if the clock was set back during the call.
   */
  private long nowSince(Timestamp start) {
    Timestamp end = staleness.now();
    if (end.millis() >= start.millis()) {
      return end.millis();
    }
    return start.millis() + start.until(end).toMillis() + 1;
  }

  /** Returns why the store is not the one that was read before; null if it is. */
  private static @Nullable String differenceOf(Cursor from, Cursor next) {
    if (!from.generation().isEmpty() && !next.generation().equals(from.generation())) {
      return "it is another one: generation " + next.generation() + " after " + from.generation();
    }
    if (next.position() < from.position()) {
      return "it is older than what this node has seen: position %s after %s"
          .formatted(next.position(), from.position());
    }
    return null;
  }

  private void recordSuccess(Timestamp start) {
    index.advanceTo(clock.millis());
    staleness.startAt(start);
    problem = null;
    if (!loaded) {
      loaded = true;
      Timestamp began = Objects.requireNonNullElse(started, start);
      events.loaded(index.entries(), began.until(staleness.now()));
    } else if (failingSince != null) {
      events.answersAgain(failingSince.until(staleness.now()));
    }
    failingSince = null;
    reported.clear();
  }

  private void recordFailure(String cause, Timestamp start) {
    writing.lock();
    try {
      problem = cause;
      index.advanceTo(clock.millis());
      if (ended) {
        return;
      }
      if (failingSince == null) {
        failingSince = start;
      }
      if (reported.size() < MAX_REPORTED && reported.add(cause)) {
        events.failing(cause);
      }
    } finally {
      writing.unlock();
    }
  }

  /** Records when replication starts, for the time that the first load takes. */
  void recordStart() {
    started = staleness.now();
  }

  /** Reads no more pages; failures are not reported any more. */
  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  boolean isLoaded() {
    return loaded;
  }

  boolean isReplaced() {
    return replaced;
  }

  Cursor cursor() {
    return cursor;
  }

  @Nullable String problem() {
    return problem;
  }
}
