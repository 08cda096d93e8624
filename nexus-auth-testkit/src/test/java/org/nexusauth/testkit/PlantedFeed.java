package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.nexusauth.status.Change;
import org.nexusauth.status.Cursor;
import org.nexusauth.status.FeedSettings;
import org.nexusauth.status.MemoryRevocationStore;
import org.nexusauth.status.Page;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.status.RevocationWriter;
import org.nexusauth.status.StatusUnavailableException;
import org.nexusauth.status.Subject;

/** A feed in memory that is right but for one bug. */
final class PlantedFeed {
  private final FeedBug bug;
  private final Clock clock;
  private final List<Entry> entries = new ArrayList<>();
  private MemoryRevocationStore inForce;
  private String generation = UUID.randomUUID().toString();
  private long head;
  private boolean away;

  private record Entry(long position, long visibleAt, Change change) {}

  PlantedFeed(FeedBug bug, Clock clock) {
    this.bug = bug;
    this.clock = clock;
    this.inForce = new MemoryRevocationStore(clock);
  }

  private boolean has(FeedBug one) {
    return bug == one;
  }

  RevocationFeed open() {
    return new Node();
  }

  private final class Node implements RevocationFeed, RevocationWriter {
    private final String own = UUID.randomUUID().toString();

    @Override
    public Page changesAfter(Cursor cursor, int max, Duration wait) {
      String shown = has(FeedBug.MAKES_A_GENERATION_A_NODE) ? own : generation;
      if (has(FeedBug.WAITS_FOR_EVER) && wait.compareTo(FeedSettings.STANDARD.poll()) > 0) {
        LockSupport.parkNanos(Duration.ofSeconds(6).toNanos());
      }
      return page(shown, cursor, max);
    }

    @Override
    public Revocation revoke(Revocation revocation) {
      return PlantedFeed.this.revoke(revocation);
    }

    @Override
    public void setEnabled(Subject subject, boolean enabled, String reason) {
      append(Change.of(subject, enabled, clock.instant(), reason));
    }
  }

  private synchronized Page page(String shown, Cursor cursor, int max) {
    if (away && has(FeedBug.TAKES_AN_OUTAGE_FOR_SILENCE)) {
      return new Page(cursor, List.of(), false);
    }
    checkThere();
    long end = visible().stream().mapToLong(Entry::position).max().orElse(0);
    end = has(FeedBug.SKIPS_LATE_COMMITS) || has(FeedBug.GOES_BACK_WHEN_SWEPT) ? end : head;
    if (!cursor.generation().isEmpty() && !cursor.generation().equals(shown)) {
      return has(FeedBug.HIDES_THAT_IT_IS_ANOTHER)
          ? new Page(cursor, List.of(), false)
          : new Page(new Cursor(shown, end), List.of(), false);
    }
    if (cursor.position() > end) {
      return new Page(
          has(FeedBug.HIDES_THAT_IT_IS_OLDER) ? cursor : new Cursor(shown, end), List.of(), false);
    }
    return pageOf(shown, cursor.position(), max, end);
  }

  private Page pageOf(String shown, long after, int max, long end) {
    int most = has(FeedBug.IGNORES_THE_SIZE_OF_PAGES) ? Integer.MAX_VALUE : max;
    List<Entry> all = visible().stream().filter(one -> one.position > after).toList();
    List<Entry> some = all.subList(0, Math.min(all.size(), most));
    boolean more = some.size() < all.size();
    long next = more ? some.get(some.size() - 1).position : end;
    next = more && has(FeedBug.DROPS_AT_THE_EDGE_OF_PAGES) ? next + 1 : next;
    return new Page(new Cursor(shown, next), some.stream().map(one -> one.change).toList(), more);
  }

  private List<Entry> visible() {
    long now = System.nanoTime();
    return entries.stream().filter(one -> one.visibleAt - now <= 0).toList();
  }

  private synchronized void checkThere() {
    if (away) {
      throw new StatusUnavailableException("away");
    }
  }

  private Revocation revoke(Revocation revocation) {
    checkThere();
    Revocation kept = inForce.revoke(revocation);
    if (kept.equals(revocation)) {
      append(Change.of(has(FeedBug.LOSES_UNTIL) ? withoutUntil(revocation) : revocation));
    }
    return kept;
  }

  private static Revocation withoutUntil(Revocation one) {
    return new Revocation(one.subject(), one.effectiveAt(), one.issuedBefore(), null, one.reason());
  }

  /** A late commit and a replica show what was written a while later than they should. */
  private synchronized void append(Change change) {
    checkThere();
    head++;
    boolean late = has(FeedBug.SKIPS_LATE_COMMITS) && head % 3 == 0;
    long delay = TimeUnit.MILLISECONDS.toNanos(late ? 2 : has(FeedBug.READS_A_REPLICA) ? 20 : 0);
    if (!has(FeedBug.LOSES_SOME) || head % 5 != 0) {
      entries.add(new Entry(head, System.nanoTime() + delay, change));
    }
  }

  synchronized void sweep() {
    Duration kept = has(FeedBug.SWEEPS_AT_EXPIRY) ? Duration.ZERO : Duration.ofDays(1);
    Instant moment = clock.instant().minus(kept);
    entries.removeIf(
        one ->
            one.change.until() == null
                ? has(FeedBug.SWEEPS_WHAT_HAS_NO_END)
                : one.change.until().isBefore(moment));
  }

  synchronized void restart() {
    if (has(FeedBug.FORGETS_AT_RESTART)) {
      entries.clear();
      inForce = new MemoryRevocationStore(clock);
    }
  }

  synchronized void goAway() {
    away = true;
  }
}
