package org.nexusauth.revocation.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.internal.Staleness.Moment;

/**
 * Brings a snapshot up to a feed, page by page. Thread-safe: pages are asked for outside the lock
 * and applied inside it, so the snapshot has one writer at a time.
 */
final class FeedReplicator {
  private static final int PAGE = 10_000;
  private static final int MOST_TOLD = 10;

  private final RevocationFeed feed;
  private final RevocationIndex snapshot;
  private final Staleness age;
  private final Clock clock;
  private final FeedEvents events;
  private final ReentrantLock writing = new ReentrantLock();

  private volatile Cursor cursor = Cursor.START;
  private volatile boolean loaded;
  private volatile @Nullable String problem;
  private volatile boolean replaced;
  private volatile boolean ended;
  private @Nullable Moment began;
  private @Nullable Moment failingSince;

  /** What was told since it began to fail: each thing once, however they take turns. */
  private final Set<String> told = new HashSet<>();

  FeedReplicator(
      RevocationFeed feed,
      RevocationIndex snapshot,
      Staleness age,
      Clock clock,
      FeedEvents events) {
    this.feed = feed;
    this.snapshot = snapshot;
    this.age = age;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Asks for changes until there are no more at once.
   *
   * @param wait how long to wait for the first
   * @return whether all was read
   */
  boolean catchUp(Duration wait) {
    boolean more = true;
    Duration first = wait;
    while (more && !replaced && !ended) {
      Moment start = age.now();
      Cursor from = cursor;
      try {
        Page page = feed.changesAfter(from, PAGE, first);
        if (page.more() && page.next().equals(from)) {
          return failed("it says that there is more, and does not tell it", start);
        }
        more = take(from, page, start);
      } catch (StatusUnavailableException e) {
        return failed(String.valueOf(e.getMessage()), start);
      } catch (Throwable e) { // The port's edge: an Error of a store must not end the following.
        return failed(SafeMessage.describe(e), start);
      }
      first = Duration.ZERO;
    }
    return !more && !replaced;
  }

  /** Applies a change of this node's own, before the feed brings it. */
  void apply(Change change) {
    writing.lock();
    try {
      snapshot.apply(List.of(change), clock.millis());
    } finally {
      writing.unlock();
    }
  }

  private boolean take(Cursor from, Page page, Moment start) {
    writing.lock();
    try {
      if (!cursor.equals(from)) {
        return true; // Another thread was faster: its page and more were applied.
      }
      String other = notTheSame(from, page.next());
      if (other != null) {
        replaced = true;
        problem = other;
        events.replaced(other);
        return false;
      }
      snapshot.apply(page.changes(), nowSince(start));
      cursor = page.next();
      if (!page.more()) {
        upToDate(start);
      }
      return page.more();
    } finally {
      writing.unlock();
    }
  }

  /**
   * Returns now, which is not before any moment since the start of a call: what the feed told as in
   * force is, even when the clock was set back meanwhile.
   */
  private long nowSince(Moment start) {
    Moment end = age.now();
    return end.millis() >= start.millis()
        ? end.millis()
        : start.millis() + TimeUnit.NANOSECONDS.toMillis(end.nanos() - start.nanos()) + 1;
  }

  private static @Nullable String notTheSame(Cursor from, Cursor next) {
    if (from.generation().isEmpty() || next.generation().equals(from.generation())) {
      return next.position() >= from.position()
          ? null
          : "it is older than what this node has seen: position %s after %s"
              .formatted(next.position(), from.position());
    }
    return "it is another one: generation " + next.generation() + " after " + from.generation();
  }

  private void upToDate(Moment start) {
    snapshot.advance(clock.millis());
    age.since(start);
    problem = null;
    if (!loaded) {
      loaded = true;
      events.loaded(snapshot.entries(), between(began == null ? start : began, age.now()));
    } else if (failingSince != null) {
      events.answersAgain(between(failingSince, age.now()));
    }
    failingSince = null;
    told.clear();
  }

  private boolean failed(String what, Moment start) {
    writing.lock();
    try {
      problem = what;
      snapshot.advance(clock.millis());
      if (ended) {
        return false;
      }
      failingSince = failingSince == null ? start : failingSince;
      if (told.size() < MOST_TOLD && told.add(what)) {
        events.failing(what);
      }
      return false;
    } finally {
      writing.unlock();
    }
  }

  private static Duration between(Moment from, Moment to) {
    return Duration.ofNanos(to.nanos() - from.nanos());
  }

  /** Says that the following begins, for the time that the first load takes. */
  void begin() {
    began = age.now();
  }

  /** Asks for no more pages; that the store is interrupted meanwhile is told to nobody. */
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
