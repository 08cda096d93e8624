package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.internal.ReplicatedStore;
import org.opentest4j.AssertionFailedError;

/**
 * What several nodes of one engine see of each other. All cases of {@link RevocationStoreTck} check
 * the answers of each.
 */
abstract class ReplicationTests extends RevocationStoreTck {
  private static final Duration ZERO = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ReplicatingNodes nodes = new ReplicatingNodes(this::open, clock);

  ReplicationTests() {}

  abstract RevocationFeed open();

  abstract void restart();

  @Override
  protected final RevocationStore store() {
    return nodes.writing();
  }

  @Override
  protected final RevocationWriter writer() {
    return Objects.requireNonNull(
        nodes.writing().writer(), "the feed under test must be a RevocationWriter");
  }

  /** All cases check the answers of other nodes. */
  @Override
  protected final @Nullable RevocationStore another() {
    return null;
  }

  @Override
  final List<NodeAssertions> nodes() {
    return nodes.assertions();
  }

  @Override
  final List<RevocationReader> readers() {
    return List.of(nodes.feedOfOther());
  }

  @Override
  protected final boolean reopen() throws Exception {
    nodes.closeAll();
    restart();
    return true;
  }

  @AfterEach
  final void closeAll() throws Exception {
    nodes.closeAll();
  }

  final RevocationFeed openFeed() {
    return nodes.openFeed();
  }

  @Test
  void generation_isOneForAllPagesAndNodes() {
    RevocationFeed feed = openFeed();
    String generation = FeedReading.readHead(feed).generation();
    revokeNew(feed, 2);

    assertFalse(generation.isEmpty(), "a generation distinguishes this store from another one");
    assertEquals(generation, FeedReading.readHead(feed).generation());
    assertEquals(generation, FeedReading.readHead(openFeed()).generation());
  }

  @Test
  void write_thatReturnedIs_readImmediatelyFromEveryNode() {
    RevocationFeed one = openFeed();
    RevocationFeed other = openFeed();
    Cursor seen = FeedReading.readHead(other);
    for (int i = 0; i < 20; i++) {
      List<SubjectId> written = revokeNew(one, 1);
      Page page = other.changesAfter(seen, 10, ZERO);
      assertEquals(written, FeedReading.subjectsOf(page.changes()));
      seen = page.next();
    }
  }

  @Test
  void lateCommit_isNotSkipped() throws Exception {
    RevocationFeed feed = openFeed();
    List<RevocationFeed> feeds = List.of(feed, openFeed());
    Cursor before = FeedReading.readHead(feed);
    AtomicInteger writing = new AtomicInteger(8);
    Set<SubjectId> written = ConcurrentHashMap.newKeySet();
    List<SubjectId> seen = new ArrayList<>();
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RevocationFeed node = feeds.get(i % 2);
      calls.add(
          () -> {
            for (int j = 0; j < 20; j++) {
              written.addAll(revokeNew(node, 1));
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // Readers come between.
            }
            return writing.decrementAndGet() == 0;
          });
    }
    calls.add(() -> seen.addAll(readWhileWriting(feed, before, writing)));

    Concurrently.call(calls);

    assertEquals(160, seen.size(), "each change is returned once");
    assertEquals(written, new HashSet<>(seen));
  }

  /** Reads while others write, and once more after they ended. */
  private static List<SubjectId> readWhileWriting(
      RevocationFeed feed, Cursor from, AtomicInteger writing) {
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
  void otherNode_followsWithinASecond() {
    FreshKey key = fresh();
    try (ReplicatedStore other = nodes.startNode(openFeed())) {
      awaitState(other, key.key(), KeyStatus.State.ACTIVE, Duration.ofSeconds(10));

      writer().setEnabled(key.subject(Kind.INTEGRATION), false, "unpaid");
      awaitState(other, key.key(), KeyStatus.State.INTEGRATION_DISABLED, SECOND);
      writer().setEnabled(key.subject(Kind.INTEGRATION), true, "paid");
      awaitState(other, key.key(), KeyStatus.State.ACTIVE, SECOND);
      writer().revoke(key.revoked(now(), "leaked"));
      awaitState(other, key.key(), KeyStatus.State.REVOKED, SECOND);
    }
  }

  @Test
  void revokedIntegration_andOrganization_areDeniedOnAnotherNodeWithinASecond() {
    try (ReplicatedStore other = nodes.startNode(openFeed())) {
      for (Kind kind : List.of(Kind.INTEGRATION, Kind.ORGANIZATION)) {
        FreshKey key = fresh();
        KeySubject sibling = key.sibling(kind);
        KeySubject neighbour = fresh().key();
        for (KeySubject one : List.of(key.key(), sibling, neighbour)) {
          awaitState(other, one, KeyStatus.State.ACTIVE, Duration.ofSeconds(10));
        }

        revoke(key.subject(kind), "deleted");

        awaitState(other, key.key(), KeyStatus.State.REVOKED, SECOND);
        awaitState(other, sibling, KeyStatus.State.REVOKED, SECOND);
        assertEquals(KeyStatus.active(), other.statusOf(neighbour), "never revoked: " + neighbour);
      }
    }
  }

  private static void awaitState(
      ReplicatedStore node, KeySubject key, KeyStatus.State wanted, Duration maxWait) {
    long start = System.nanoTime();
    Object last = null;
    while (System.nanoTime() - start < maxWait.toNanos()) {
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
    assertEquals(wanted, last, "within " + maxWait);
  }

  @Test
  void interruptedReader_leavesTheFeedAtWork() {
    RevocationFeed feed = openFeed();
    Cursor before = FeedReading.readHead(feed);
    Thread.currentThread().interrupt();
    try {
      feed.changesAfter(before, 10, ZERO);
    } catch (StatusUnavailableException e) {
      // An interrupted caller need not get an answer.
    }
    Thread.interrupted();

    assertEquals(revokeNew(feed, 1), FeedReading.readSubjects(feed, before, 10));
  }

  @Test
  void restart_keeps_everything() throws Exception {
    RevocationFeed feed = openFeed();
    revokeNew(feed, 5);
    everyKindOfChange().forEach(one -> writerOf(feed).revoke(one));
    for (Kind kind : List.of(Kind.INTEGRATION, Kind.AGENT)) {
      writerOf(feed).setEnabled(fresh().subject(kind), false, "unpaid");
      FreshKey onAgain = fresh();
      writerOf(feed).setEnabled(onAgain.subject(kind), false, "unpaid");
      writerOf(feed).setEnabled(onAgain.subject(kind), true, "paid");
    }
    Cursor end = FeedReading.readHead(feed);
    List<Change> all = FeedReading.readChanges(feed, Cursor.START, 100);
    reopen();

    RevocationFeed again = openFeed();

    assertEquals(end, FeedReading.readHead(again));
    assertEquals(
        all,
        FeedReading.readChanges(again, Cursor.START, 100),
        "each change is returned as it was written");
    assertEquals(revokeNew(again, 1), FeedReading.readSubjects(again, end, 10));
  }

  /** For each kind of subject one as a whole, one from a future instant and one of older keys. */
  private List<Revocation> everyKindOfChange() {
    List<Revocation> all = new ArrayList<>();
    Instant issued = now().minusMillis(20_500);
    Instant coming = now().plusSeconds(600).plusMillis(250);
    for (Kind kind : Kind.values()) {
      String reason = "it's 100 % \"so\", \u00fc\u6f22: " + kind;
      all.add(new Revocation(fresh().subject(kind), now(), null, coming, reason));
      all.add(new Revocation(fresh().subject(kind), coming, null, null, reason));
      all.add(new Revocation(fresh().subject(kind), coming, issued, null, reason));
    }
    return all;
  }

  @Test
  void position_staysWhenTheLastChangeWasSweptBeforeARestart() throws Exception {
    RevocationFeed feed = openFeed();
    revokeNew(feed, 2);
    revokeUntil(feed, now().minus(Duration.ofDays(2)));
    Cursor end = FeedReading.readHead(feed);
    assumeTrue(sweep(), SWEEPS_NOTHING);
    reopen();

    RevocationFeed again = openFeed();

    assertEquals(
        end,
        FeedReading.readHead(again),
        "nodes that have read it would take it for an older copy");
    assertEquals(
        revokeNew(again, 1),
        FeedReading.readSubjects(again, end, 10),
        "nodes continue where they were");
  }

  /** The clock of these tests is the reading node's; the engine has its own. */
  @Test
  @Override
  void reopenedStore_deniesWhatWasRevokedImmediatelyThoughItsClockIsBehind() {
    assumeTrue(false, "skipped: RevocationClockTck checks clocks of feeds; run it too");
  }

  /** A node answers from its replica; it is the feed that must fail. */
  @Test
  @Override
  void outage_isNoStatusAndNoSuccess() {
    RevocationFeed feed = openFeed();
    revokeNew(feed, 1);
    Cursor end = FeedReading.readHead(feed);
    assumeTrue(interrupt(), NO_ENGINE);

    Subject off = fresh().subject(Kind.INTEGRATION);
    assertNoAnswer("changesAfter the last one", () -> feed.changesAfter(end, 10, ZERO));
    assertNoAnswer("changesAfter the start", () -> feed.changesAfter(Cursor.START, 10, ZERO));
    assertNoAnswer("revoke", () -> revokeNew(feed, 1));
    assertNoAnswer("setEnabled", () -> writerOf(feed).setEnabled(off, false, "lost"));
  }

  final List<SubjectId> revokeNew(RevocationFeed feed, int times) {
    List<SubjectId> written = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      written.add(revokeUntil(feed, null));
    }
    return written;
  }

  final SubjectId revokeUntil(RevocationFeed feed, @Nullable Instant until) {
    Revocation one = new Revocation(fresh().subject(Kind.KEY), now(), null, until, "leaked");
    writerOf(feed).revoke(one);
    return SubjectId.of(one.subject());
  }

  static RevocationWriter writerOf(RevocationFeed feed) {
    if (feed instanceof RevocationWriter writer) {
      return writer;
    }
    throw new AssertionFailedError("the feed under test must be a RevocationWriter");
  }
}
