package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject.Kind;
import org.nexusauth.revocation.SubjectId;

/**
 * The tests that every revocation store with a feed must pass: those of {@link RevocationStoreTck},
 * answered by replicas of the feed, and those of replication itself.
 *
 * <p>Each case writes through a node of its own and checks other nodes: one with a replica from
 * before, and one that is started afterwards.
 */
public abstract class RevocationFeedTck extends ReplicationTests {
  private static final Duration ZERO = Duration.ZERO;

  /** More than the default limits of engines and their drivers. */
  private static final int MANY = 1_100;

  /** More than a page of a node; a quick engine takes as many. */
  private static final int MORE_THAN_A_PAGE = FeedReading.PAGE + 100;

  private static final Duration MAX_TIME_TO_WRITE = Duration.ofSeconds(2);

  /** For subclasses. */
  protected RevocationFeedTck() {}

  /**
   * Opens the engine under test, each time as another node does, on the same revocations. The feed
   * must be a {@link RevocationWriter} too; an {@link AutoCloseable} one is closed after the case.
   */
  @Override
  protected abstract RevocationFeed open();

  /** Stops the engine and starts it again, if there is one; all feeds are closed by then. */
  @Override
  protected void restart() {}

  @Test
  void changesCome_inTheir_orderWhateverThePage() {
    RevocationFeed feed = openFeed();
    Cursor before = FeedReading.readHead(feed);
    List<SubjectId> written = revokeNew(feed, 25);

    for (int max : List.of(1, 7, 25, 1_000)) {
      assertEquals(written, FeedReading.readSubjects(feed, before, max), "in pages of " + max);
    }
    List<SubjectId> all = FeedReading.readSubjects(feed, Cursor.START, 10);
    assertEquals(written, all.subList(all.size() - 25, all.size()), "from the start");
  }

  @Test
  void page_withoutMore_leavesNothingOutHoweverMuchThereIs() {
    RevocationFeed feed = openFeed();
    Cursor before = FeedReading.readHead(feed);
    List<SubjectId> written = revokeMany(feed);

    int size = written.size();
    String why = "a page that says that there is no more lacks some of %s changes".formatted(size);
    for (int max : List.of(500, size - 1, size, FeedReading.PAGE)) {
      for (Cursor from : List.of(before, Cursor.START)) {
        List<SubjectId> found = FeedReading.readSubjects(feed, from, max);
        assertTrue(found.size() >= size, why + ", with max " + max + " after " + from);
        List<SubjectId> last = found.subList(found.size() - size, found.size());
        assertEquals(written, last, "in pages of " + max + " after " + from);
      }
    }
  }

  private List<SubjectId> revokeMany(RevocationFeed feed) {
    long start = System.nanoTime();
    List<SubjectId> written = new ArrayList<>();
    while (written.size() < MANY
        || (written.size() < MORE_THAN_A_PAGE
            && System.nanoTime() - start < MAX_TIME_TO_WRITE.toNanos())) {
      written.addAll(revokeNew(feed, 100));
    }
    return written;
  }

  @Test
  void change_saysAllThatWasWritten() {
    RevocationFeed feed = openFeed();
    Cursor before = FeedReading.readHead(feed);
    Revocation revocation =
        new Revocation(
            fresh().subject(Kind.AGENT),
            now().plusSeconds(600).plusMillis(250),
            now().minusMillis(20_500),
            now().plusSeconds(900).plusMillis(750),
            "it's 100 % \"so\"");

    writerOf(feed).revoke(revocation);

    assertEquals(List.of(Change.of(revocation)), feed.changesAfter(before, 10, ZERO).changes());
  }

  @Test
  void position_afterTheLastChange_staysAndWaitingEnds() {
    RevocationFeed feed = openFeed();
    Cursor end = FeedReading.readHead(feed);
    long start = System.nanoTime();

    Page page = feed.changesAfter(end, 10, Duration.ofMillis(200));

    assertEquals(new Page(end, List.of(), false), page);
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 5, "it waits no longer");
  }

  @Test
  void cursorAhead_ofTheStore_getsTheStoresOwnPosition() {
    RevocationFeed feed = openFeed();
    revokeNew(feed, 1);
    Cursor end = FeedReading.readHead(feed);

    Page page = feed.changesAfter(new Cursor(end.generation(), end.position() + 1_000), 10, ZERO);

    assertEquals(
        new Page(end, List.of(), false), page, "an older copy of the store must be recognized");
  }

  @Test
  void cursor_ofAnotherGeneration_getsTheStoresOwnPosition() {
    RevocationFeed feed = openFeed();
    revokeNew(feed, 1);
    Cursor end = FeedReading.readHead(feed);

    Page page = feed.changesAfter(new Cursor("another", end.position() - 1), 10, ZERO);

    assertEquals(new Page(end, List.of(), false), page, "another store must be recognized");
  }

  @Test
  void sweep_forgetsNoPositionAndNothingThatMayCount() {
    RevocationFeed feed = openFeed();
    Cursor before = FeedReading.readHead(feed);
    SubjectId recent = revokeUntil(feed, now().minus(Duration.ofHours(23)));
    SubjectId unknown = revokeUntil(feed, null);
    SubjectId expired = revokeUntil(feed, now().minus(Duration.ofDays(2)));
    Cursor end = FeedReading.readHead(feed);

    assumeTrue(sweep(), SWEEPS_NOTHING);

    assertEquals(
        end, FeedReading.readHead(feed), "the position stays when the last change is swept");
    List<SubjectId> left = FeedReading.readSubjects(feed, before, 10);
    assertTrue(left.contains(recent), "what expired 23 hours ago is swept, a day is promised");
    assertTrue(left.contains(unknown), "what has no known end is swept");
    assertFalse(left.contains(expired), "sweep() leaves what expired two days ago");
    SubjectId next = revokeUntil(feed, null);
    assertEquals(
        List.of(next), FeedReading.readSubjects(feed, end, 10), "nodes continue where they were");
  }

  @Test
  void sweep_leavesEachChangeItsPlace() {
    RevocationFeed feed = openFeed();
    revokeUntil(feed, now().minus(Duration.ofDays(2)));
    Cursor first = FeedReading.readHead(feed);
    SubjectId two = revokeUntil(feed, null);
    Cursor second = FeedReading.readHead(feed);
    SubjectId three = revokeUntil(feed, null);

    assumeTrue(sweep(), SWEEPS_NOTHING);

    String why = "a node that has not read all yet must get the rest";
    assertEquals(List.of(two, three), FeedReading.readSubjects(feed, first, 10), why);
    assertEquals(List.of(three), FeedReading.readSubjects(feed, second, 10), why);
  }

  @Test
  void withdrawal_isReturnedInsteadOfWhatItWithdraws() {
    RevocationFeed feed = openFeed();
    Cursor before = FeedReading.readHead(feed);
    Revocation scheduled = fresh().revoked(now().plusSeconds(600), "rotated");
    writerOf(feed).revoke(scheduled);
    Cursor known = FeedReading.readHead(feed);

    withdraw(writerOf(feed), scheduled.subject());
    sweep();

    List<Change> received = FeedReading.readChanges(feed, known, 10);
    assertEquals(1, received.size(), "a node that has read the revocation gets one change");
    assertTrue(received.get(0).withdraws(Change.of(scheduled)), () -> "it withdraws: " + received);
    assertEquals(
        received,
        FeedReading.readChanges(feed, before, 10),
        "a node that has not read the revocation never gets it");
  }

  @Test
  void sweep_leavesASwitchToThoseWhoKnowTheOneBefore() {
    RevocationFeed feed = openFeed();
    FreshKey key = fresh();
    writerOf(feed).setEnabled(key.subject(Kind.INTEGRATION), false, "unpaid");
    Cursor off = FeedReading.readHead(feed);
    writerOf(feed).setEnabled(key.subject(Kind.INTEGRATION), true, "paid");

    assumeTrue(sweep(), SWEEPS_NOTHING);

    assertEquals(
        List.of(Change.State.ENABLED),
        FeedReading.readChanges(feed, off, 10).stream().map(Change::state).toList(),
        "a node that knows that it is off must get that it is on");
  }
}
