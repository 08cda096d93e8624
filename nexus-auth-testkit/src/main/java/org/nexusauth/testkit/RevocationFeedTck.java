package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.status.Change;
import org.nexusauth.status.Cursor;
import org.nexusauth.status.FeedEvents;
import org.nexusauth.status.FeedSettings;
import org.nexusauth.status.FollowedStore;
import org.nexusauth.status.KeyStatus;
import org.nexusauth.status.KeySubject;
import org.nexusauth.status.Page;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.status.RevocationStore;
import org.nexusauth.status.RevocationWriter;
import org.nexusauth.status.StatusUnavailableException;
import org.nexusauth.status.Subject.Kind;
import org.nexusauth.status.SubjectId;

/**
 * What every revocation store with a feed must do: all that {@link RevocationStoreTck} asks,
 * through the core's own snapshot of it, and what following it relies on.
 */
public abstract class RevocationFeedTck extends RevocationStoreTck {
  private static final Duration ZERO = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<RevocationFeed> opened = new ArrayList<>();
  private @Nullable FollowedStore followed;

  /** Makes the cases. */
  protected RevocationFeedTck() {}

  /**
   * Opens the engine under test: each call as another node does, on the same revocations. It must
   * be a {@link RevocationWriter} too; one that is {@link AutoCloseable} is closed after the case.
   */
  protected abstract RevocationFeed open();

  /**
   * Ends the engine and starts it again, when there is one; all that was opened is closed by then.
   */
  protected void restart() {}

  @Override
  protected final RevocationStore store() {
    return followed();
  }

  @Override
  protected final RevocationWriter writer() {
    return Objects.requireNonNull(
        followed().writer(), "the feed under test must be a RevocationWriter");
  }

  private FollowedStore followed() {
    FollowedStore before = followed;
    if (before != null) {
      return before;
    }
    FollowedStore made = follow(opened());
    followed = made;
    return made;
  }

  private FollowedStore follow(RevocationFeed feed) {
    return FollowedStore.of(feed, FeedSettings.STANDARD, clock, FeedEvents.NONE);
  }

  private RevocationFeed opened() {
    RevocationFeed feed = open();
    opened.add(feed);
    return feed;
  }

  @AfterEach
  final void closeAll() throws Exception {
    if (followed != null) {
      followed.close();
      followed = null;
    }
    for (RevocationFeed feed : opened) {
      if (feed instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
    opened.clear();
  }

  @Test
  void generation_is_one_for_all_pages_and_nodes() {
    RevocationFeed feed = opened();
    String generation = FeedReading.head(feed).generation();
    revoke(feed, 2);

    assertFalse(generation.isEmpty(), "a generation tells this store from another one");
    assertEquals(generation, FeedReading.head(feed).generation());
    assertEquals(generation, FeedReading.head(opened()).generation());
  }

  @Test
  void changes_come_in_their_order_whatever_the_page() {
    RevocationFeed feed = opened();
    Cursor before = FeedReading.head(feed);
    List<SubjectId> written = revoke(feed, 25);

    for (int max : List.of(1, 7, 25, 1_000)) {
      assertEquals(written, FeedReading.subjects(feed, before, max), "in pages of " + max);
    }
    List<SubjectId> all = FeedReading.subjects(feed, Cursor.START, 10);
    assertEquals(written, all.subList(all.size() - 25, all.size()), "from the start");
  }

  @Test
  void change_says_all_that_was_written() {
    RevocationFeed feed = opened();
    Cursor before = FeedReading.head(feed);
    Revocation revocation =
        new Revocation(
            fresh().subject(Kind.AGENT),
            now().plusSeconds(10),
            now().minusSeconds(20),
            now().plusSeconds(30),
            "it's 100 % \"so\"");

    writer(feed).revoke(revocation);

    assertEquals(List.of(Change.of(revocation)), feed.changesAfter(before, 10, ZERO).changes());
  }

  @Test
  void position_after_the_last_change_stays_and_waiting_ends() {
    RevocationFeed feed = opened();
    Cursor end = FeedReading.head(feed);
    long start = System.nanoTime();

    Page page = feed.changesAfter(end, 10, Duration.ofMillis(200));

    assertEquals(new Page(end, List.of(), false), page);
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 5, "it waits no longer");
  }

  @Test
  void write_that_returned_is_told_at_once_by_every_node() {
    RevocationFeed one = opened();
    RevocationFeed other = opened();
    Cursor seen = FeedReading.head(other);
    for (int i = 0; i < 20; i++) {
      List<SubjectId> written = revoke(one, 1);
      Page page = other.changesAfter(seen, 10, ZERO);
      assertEquals(written, page.changes().stream().map(Change::subject).toList());
      seen = page.next();
    }
  }

  @Test
  void late_commit_is_not_skipped() throws Exception {
    RevocationFeed feed = opened();
    List<RevocationFeed> nodes = List.of(feed, opened());
    Cursor before = FeedReading.head(feed);
    AtomicInteger writing = new AtomicInteger(8);
    Set<SubjectId> written = ConcurrentHashMap.newKeySet();
    List<SubjectId> seen = new ArrayList<>();
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RevocationFeed node = nodes.get(i % 2);
      calls.add(
          () -> {
            for (int j = 0; j < 20; j++) {
              written.addAll(revoke(node, 1));
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // Readers come between.
            }
            return writing.decrementAndGet() == 0;
          });
    }
    calls.add(() -> seen.addAll(follow(feed, before, writing)));

    Together.call(calls);

    assertEquals(160, seen.size(), "each change is told once");
    assertEquals(written, new HashSet<>(seen));
  }

  /** Follows while others write, and once more after they ended. */
  private static List<SubjectId> follow(RevocationFeed feed, Cursor from, AtomicInteger writing) {
    List<SubjectId> seen = new ArrayList<>();
    Cursor cursor = from;
    boolean last = false;
    while (true) {
      Page page = feed.changesAfter(cursor, 5, ZERO);
      page.changes().forEach(change -> seen.add(change.subject()));
      cursor = page.next();
      if (last && !page.more()) {
        return seen;
      }
      last = writing.get() == 0;
    }
  }

  @Test
  void cursor_ahead_of_the_store_gets_the_stores_own_position() {
    RevocationFeed feed = opened();
    revoke(feed, 1);
    Cursor end = FeedReading.head(feed);

    Page page = feed.changesAfter(new Cursor(end.generation(), end.position() + 1_000), 10, ZERO);

    assertEquals(new Page(end, List.of(), false), page, "an older copy must show that it is one");
  }

  @Test
  void cursor_of_another_generation_gets_the_stores_own_position() {
    RevocationFeed feed = opened();
    revoke(feed, 1);
    Cursor end = FeedReading.head(feed);

    Page page = feed.changesAfter(new Cursor("another", end.position() - 1), 10, ZERO);

    assertEquals(new Page(end, List.of(), false), page, "another store must show that it is one");
  }

  @Test
  void sweep_forgets_no_position_and_nothing_that_may_count() {
    RevocationFeed feed = opened();
    Cursor before = FeedReading.head(feed);
    Instant longAgo = now().minus(Duration.ofDays(2));
    SubjectId recent = revoke(feed, now().minus(Duration.ofHours(1)));
    SubjectId unknown = revoke(feed, null);
    revoke(feed, longAgo);
    Cursor end = FeedReading.head(feed);

    sweep();

    assertEquals(end, FeedReading.head(feed), "the position stays when the last change is swept");
    List<SubjectId> left = FeedReading.subjects(feed, before, 10);
    assertTrue(left.containsAll(List.of(recent, unknown)), "nothing that may count is swept");
    SubjectId next = revoke(feed, null);
    assertEquals(
        List.of(next), FeedReading.subjects(feed, end, 10), "followers go on where they were");
  }

  @Test
  void restart_keeps_everything() throws Exception {
    RevocationFeed feed = opened();
    revoke(feed, 5);
    Cursor end = FeedReading.head(feed);
    List<SubjectId> all = FeedReading.subjects(feed, Cursor.START, 100);
    closeAll();
    restart();

    RevocationFeed again = opened();

    assertEquals(end, FeedReading.head(again));
    assertEquals(all, FeedReading.subjects(again, Cursor.START, 100));
    assertEquals(revoke(again, 1), FeedReading.subjects(again, end, 10));
  }

  @Test
  void other_node_follows_within_a_second() {
    FreshKey key = fresh();
    try (FollowedStore other = follow(opened())) {
      until(other, key.key(), KeyStatus.State.ACTIVE, Duration.ofSeconds(10));

      writer().setEnabled(key.subject(Kind.INTEGRATION), false, "unpaid");
      until(other, key.key(), KeyStatus.State.INTEGRATION_DISABLED, SECOND);
      writer().setEnabled(key.subject(Kind.INTEGRATION), true, "paid");
      until(other, key.key(), KeyStatus.State.ACTIVE, SECOND);
      writer().revoke(key.revoked(now(), "leaked"));
      until(other, key.key(), KeyStatus.State.REVOKED, SECOND);
    }
  }

  private static void until(
      FollowedStore node, KeySubject key, KeyStatus.State wanted, Duration most) {
    long start = System.nanoTime();
    Object last = null;
    while (System.nanoTime() - start < most.toNanos()) {
      try {
        last = node.statusOf(key).state();
      } catch (StatusUnavailableException e) {
        last = e;
      }
      if (last == wanted) {
        return;
      }
      Thread.onSpinWait();
    }
    assertEquals(wanted, last, "within " + most);
  }

  /**
   * A node that follows answers from its snapshot; what must not pass for an answer is the feed's.
   */
  @Test
  @Override
  void outage_is_no_status_and_no_success() {
    RevocationFeed feed = opened();
    revoke(feed, 1);
    Cursor end = FeedReading.head(feed);
    assumeTrue(interrupt(), "the store has no engine that could be away");

    assertThrows(StatusUnavailableException.class, () -> feed.changesAfter(end, 10, ZERO));
    assertThrows(StatusUnavailableException.class, () -> feed.changesAfter(Cursor.START, 10, ZERO));
    assertThrows(StatusUnavailableException.class, () -> revoke(feed, 1));
  }

  private List<SubjectId> revoke(RevocationFeed feed, int times) {
    List<SubjectId> written = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      written.add(revoke(feed, null));
    }
    return written;
  }

  private SubjectId revoke(RevocationFeed feed, @Nullable Instant until) {
    Revocation one = new Revocation(fresh().subject(Kind.KEY), now(), null, until, "leaked");
    writer(feed).revoke(one);
    return SubjectId.of(one.subject());
  }

  private static RevocationWriter writer(RevocationFeed feed) {
    return (RevocationWriter) feed;
  }
}
