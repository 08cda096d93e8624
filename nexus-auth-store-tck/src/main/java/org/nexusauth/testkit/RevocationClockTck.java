package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.internal.FeedSettings;
import org.nexusauth.revocation.internal.ReplicatedStore;
import org.nexusauth.revocation.internal.ReplicationListener;

/**
 * The tests that a store with a feed must pass on nodes whose clocks differ by ten minutes: when a
 * revocation is in force, and how long it is kept. For stores whose nodes can be given a clock.
 */
public abstract class RevocationClockTck {
  private static final Clock AHEAD = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
  private static final Clock BEHIND = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FreshKey key = new FreshKey(now(BEHIND).minusSeconds(3_600));
  private final Subject subject = key.subject(Subject.Kind.SIGNING_KEY);
  private final List<AutoCloseable> opened = new ArrayList<>();
  private @Nullable Pair pair;

  /** Two feeds, and a node with a replica whose clock is behind. */
  private record Pair(RevocationFeed fast, RevocationFeed slow, ReplicatedStore node) {}

  /** For subclasses. */
  protected RevocationClockTck() {}

  /**
   * Opens the engine under test as another node does, on the same revocations. There are none when
   * the case begins. An {@link AutoCloseable} feed is closed after the case.
   *
   * @param clock the node's
   */
  protected abstract RevocationFeed open(Clock clock);

  /**
   * Deletes what expired a day ago by the machine's clock. The engine must not do so by itself
   * while a case runs.
   */
  protected abstract void sweep();

  /**
   * Stops the engine and starts it again, if there is one; all feeds are closed by then.
   *
   * @throws Exception when it cannot be stopped or started: the case fails
   */
  protected void restart() throws Exception {}

  private Pair openNodes() {
    Pair before = pair;
    if (before != null) {
      return before;
    }
    RevocationFeed fast = openFeed(AHEAD);
    RevocationFeed slow = openFeed(BEHIND);
    Pair made = new Pair(fast, slow, startNode(slow));
    opened.add(0, made.node);
    pair = made;
    return made;
  }

  private RevocationFeed openFeed(Clock clock) {
    RevocationFeed feed = open(clock);
    if (feed instanceof AutoCloseable closeable) {
      opened.add(closeable);
    }
    return feed;
  }

  @AfterEach
  final void closeAll() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    opened.clear();
    pair = null;
  }

  private static ReplicatedStore startNode(RevocationFeed feed) {
    ReplicatedStore node =
        ReplicatedStore.of(feed, FeedSettings.STANDARD, BEHIND, new ReplicationListener() {});
    Await.until(() -> node.health().ready(), () -> "a node has not read the feed to its end");
    return node;
  }

  private static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Revocation revocation(Instant from, @Nullable Instant until, String reason) {
    return new Revocation(subject, from, null, until, reason);
  }

  private Revocation revokeByFast(Revocation revocation) {
    return ReplicationTests.writerOf(openNodes().fast).revoke(revocation);
  }

  private Revocation revokeBySlow(Revocation revocation) {
    return ReplicationTests.writerOf(openNodes().slow).revoke(revocation);
  }

  private void assertDeniedWithinASecond(String reason) {
    KeyStatus revoked = KeyStatus.revoked(reason);
    KeySubject one = key.key();
    ReplicatedStore node = openNodes().node;
    Await.until(
        SECOND,
        () -> node.statusOf(one).equals(revoked),
        () -> "a node whose clock is behind does not deny what another one revoked");
    try (ReplicatedStore late = startNode(openNodes().slow)) {
      assertEquals(revoked, late.statusOf(one), "by a node that starts");
    }
  }

  private List<Change> readAll() {
    return FeedReading.readChanges(openNodes().slow, Cursor.START, 10);
  }

  private long written() {
    return FeedReading.readHead(openNodes().slow).position();
  }

  @Test
  void revokedImmediately_byAFastClock_isDeniedByASlowOneWithinASecond() {
    Revocation immediate = revocation(now(AHEAD), null, "leaked");

    assertEquals(immediate, revokeByFast(immediate));

    assertDeniedWithinASecond("leaked");
  }

  @Test
  void revokedImmediately_byAFastClock_isDeniedByASlowOneWhenTheStoreIsOpenedAgain()
      throws Exception {
    revokeByFast(revocation(now(AHEAD), null, "leaked"));
    closeAll();
    restart();

    assertDeniedWithinASecond("leaked");
  }

  @Test
  void olderKeysRevoked_byAFastClock_areDeniedByASlowOneWithinASecond() {
    Revocation immediate = new Revocation(subject, now(AHEAD), now(AHEAD), null, "leaked");

    assertEquals(immediate, revokeByFast(immediate));

    assertDeniedWithinASecond("leaked");
  }

  @Test
  void revokedImmediately_byASlowClock_isDeniedThere() {
    revokeBySlow(revocation(now(BEHIND), null, "leaked"));

    assertDeniedWithinASecond("leaked");
  }

  @Test
  void revoked_fromAFutureInstantOfTheWriter_isNotDeniedBefore() {
    Revocation planned = revocation(now(AHEAD).plusSeconds(600), null, "planned");

    assertEquals(planned, revokeByFast(planned));

    ReplicatedStore node = openNodes().node;
    Await.until(
        () -> node.health().cursor().position() == written(),
        () -> "a node does not read the feed");
    assertEquals(KeyStatus.active(), node.statusOf(key.key()), "it is not in force yet");
    assertEquals(List.of(Change.of(planned)), readAll());
  }

  @Test
  void revokedAgain_byASlowClock_isAnsweredWithTheFirst() {
    Revocation first = revokeByFast(revocation(now(AHEAD), null, "first"));
    long written = written();

    assertEquals(first, revokeBySlow(revocation(now(BEHIND), null, "second")));
    assertEquals(first, revokeByFast(revocation(now(AHEAD), null, "third")));
    assertEquals(written, written(), "nothing is written again");
  }

  @Test
  void futureInstant_thatIsPastByAFastClockOnly_isImmediateWhenThatOneRevokes() {
    Revocation planned = revokeBySlow(revocation(now(BEHIND).plusSeconds(120), null, "planned"));
    assertEquals(KeyStatus.active(), openNodes().node.statusOf(key.key()));

    assertEquals(planned, revokeByFast(revocation(now(AHEAD), null, "leaked")));

    assertDeniedWithinASecond("planned");
    long written = written();
    assertEquals(planned, revokeByFast(revocation(now(AHEAD), null, "again")));
    assertEquals(written, written(), "nothing is written again");
  }

  @Test
  void revokedAgainPermanently_isKeptWhenTheFirstIsSwept() {
    Instant expired = now(Clock.systemUTC()).minus(Duration.ofDays(2));
    revokeBySlow(revocation(Instant.EPOCH, expired, "first"));
    Revocation longer = revocation(Instant.EPOCH, null, "first");

    assertEquals(longer, revokeBySlow(revocation(now(BEHIND), null, "second")));
    long written = written();
    assertEquals(longer, revokeByFast(revocation(now(AHEAD), expired, "third")));
    assertEquals(written, written(), "nothing is written again");
    sweep();

    assertEquals(List.of(Change.of(longer)), readAll(), "only the first has expired");
    assertDeniedWithinASecond("first");
    assertEquals(longer, revokeBySlow(revocation(now(BEHIND), null, "fourth")));
  }
}
