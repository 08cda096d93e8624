package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.usage.store.UsageStoreException;

/**
 * The tests that every {@link UsageStore} must pass. A store's test extends it and opens the store.
 *
 * <p>JUnit creates an instance for each case, and each case begins with a store in which there is
 * nothing: a new database, or a new name in one.
 *
 * <p>Nodes that end, lost answers and outages are tested only where {@link #usesClock()}, {@link
 * #loseNextAnswer} and {@link #interrupt()} are overridden. Rolling up a million keys is tagged
 * {@code deep}.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class UsageStoreTck extends UsageRollUpTests {
  /** For subclasses. */
  protected UsageStoreTck() {}

  /**
   * Opens the store on the same usage, as another node of the application does. The case closes it.
   *
   * @throws Exception when it cannot be opened: the case fails
   */
  @Override
  protected abstract UsageStore open() throws Exception;

  /**
   * Returns whether nodes write by the time of {@link #clock}, which begins now.
   *
   * @return false when they have another clock; the case that advances it is skipped then
   */
  @Override
  protected boolean usesClock() {
    return false;
  }

  /**
   * Makes the answer to a node's next batch get lost: it is written, and the node gets no answer.
   * Later calls are answered, at the latest the third.
   *
   * @param node one that {@link #open} returned, which has written before
   * @return false when that cannot be done; the case about it is skipped then
   * @throws Exception when that fails: the case fails
   */
  @Override
  protected boolean loseNextAnswer(UsageStore node) throws Exception {
    return false;
  }

  /**
   * Makes the store's engine unavailable, as an outage does.
   *
   * @return false when there is no engine that can be unavailable; the case about it is skipped
   *     then
   * @throws Exception when that fails: the case fails
   */
  @Override
  protected boolean interrupt() throws Exception {
    return false;
  }

  private static UsageBatch fullBatch(NodeBatches batches) {
    KeyMinute minute = detailed(NOON, UsageDetail.Kind.ROUTE, "/r", 3);
    return batches.next(List.of(minute), List.of(denial(KEY, NOON, Reason.KEY_EXPIRED, "request")));
  }

  /** Checks that so many full batches are in the store. */
  private static void requireBatches(int expected, UsageStore store) {
    assertSums(3L * expected, store, ORGANIZATION);
    UsageRange hour = range(NOON, HOUR, 1);
    assertEquals(
        List.of(3L * expected),
        store.readDetails(ORGANIZATION, UsageDetail.Kind.ROUTE, hour, 9).stream()
            .map(one -> one.counts().requests())
            .toList());
    assertEquals(expected, store.readDenials(allDenials()).denials().size(), "the error log");
  }

  private static DenialQuery allDenials() {
    return new DenialQuery(ORGANIZATION, Set.of(), NOON, NOON.plus(HOUR), null, null, 100);
  }

  @Test
  void batch_thatIsWrittenTwice_countsOnce() throws Exception {
    UsageBatch batch = fullBatch(new NodeBatches("node"));
    node().write(batch);
    node().write(batch);
    openNode().write(batch); // A connection of its own may find it.

    requireBatches(1, node());
  }

  @Test
  void olderBatch_thatIsWrittenAgain_countsOnce() throws Exception {
    NodeBatches batches = new NodeBatches("node");
    UsageBatch first = fullBatch(batches);
    node().write(first);
    node().write(fullBatch(batches));
    node().write(first);

    requireBatches(2, node());
  }

  @Test
  void numbers_ofSeveralNodes_areApart() throws Exception {
    List<UsageBatch> batches = new ArrayList<>();
    for (String name : List.of("node", "Node", "node2", "node'")) {
      batches.add(fullBatch(new NodeBatches(name)));
    }
    UsageStore other = openNode();
    for (UsageBatch batch : batches) {
      node().write(batch);
      other.write(batch);
    }

    requireBatches(batches.size(), node());
    requireBatches(batches.size(), other);
  }

  @Test
  void number_thatIsLeftOut_stopsNothing() throws Exception {
    NodeBatches batches = new NodeBatches("node");
    node().write(fullBatch(batches));
    batches.skip(5);
    node().write(fullBatch(batches));

    requireBatches(2, node());
  }

  @Test
  void lostAnswer_toABatch_countsItOnce() throws Exception {
    NodeBatches batches = new NodeBatches("node");
    UsageStore store = openNode();
    store.write(fullBatch(batches));
    UsageBatch lost = fullBatch(batches);
    assumeTrue(loseNextAnswer(store), "skipped: answers cannot be lost");

    assertThrows(UsageStoreException.class, () -> store.write(lost), "there is no answer");
    writeUntilAnswered(store, lost);

    requireBatches(2, store);
    store.write(fullBatch(batches));
    requireBatches(3, store);
  }

  private static void writeUntilAnswered(UsageStore store, UsageBatch batch) {
    Await.untilAnswered(
        () -> {
          store.write(batch);
          return true;
        });
  }

  @Test
  void completeUpTo_isTheEarliestOfTheNodes() throws Exception {
    Instant now = clock.instant();
    assertEquals(now, node().completeUpTo(now), "no node writes");

    node().write(new NodeBatches("one").nextUpTo(now.minusSeconds(3)));
    assertEquals(now.minusSeconds(3), node().completeUpTo(now));
    NodeBatches behind = new NodeBatches("two");
    node().write(behind.nextUpTo(now.minusSeconds(240)));
    assertEquals(now.minusSeconds(240), node().completeUpTo(now));

    node().write(behind.nextUpTo(now.minusSeconds(2)));
    assertEquals(now.minusSeconds(3), openNode().completeUpTo(now));
  }

  @Test
  void completeUpTo_leavesOutNodes_thatHaveNotWrittenForAMinute() throws Exception {
    assumeTrue(usesClock(), "skipped: nodes have another clock");
    NodeBatches live = new NodeBatches("live");
    Instant start = clock.instant();
    node().write(new NodeBatches("ended").nextUpTo(start));
    clock.advance(Duration.ofSeconds(50));
    node().write(live.nextUpTo(start.plusSeconds(49)));
    assertEquals(start, node().completeUpTo(clock.instant()));

    clock.advance(Duration.ofSeconds(11));
    assertEquals(start.plusSeconds(49), node().completeUpTo(clock.instant()));
    clock.advance(Duration.ofSeconds(55));
    assertEquals(clock.instant(), node().completeUpTo(clock.instant()), "all have ended");
  }

  @Test
  void outage_isAnException() throws Exception {
    NodeBatches batches = new NodeBatches("node");
    UsageStore store = node();
    store.write(fullBatch(batches));
    assumeTrue(interrupt(), "skipped: the engine cannot be unavailable");

    UsageBatch batch = fullBatch(batches);
    UsageRange hour = range(NOON, HOUR, 1);
    assertThrows(UsageStoreException.class, () -> store.write(batch));
    assertThrows(UsageStoreException.class, () -> store.maintain(NOON, RETENTION));
    assertThrows(UsageStoreException.class, () -> store.readSeries(ORGANIZATION, hour));
    assertThrows(UsageStoreException.class, () -> store.readSeries(List.of(ORGANIZATION), hour));
    assertThrows(
        UsageStoreException.class,
        () -> store.readDetails(ORGANIZATION, UsageDetail.Kind.ROUTE, hour, 9));
    assertThrows(UsageStoreException.class, () -> store.readDenials(allDenials()));
    assertThrows(
        UsageStoreException.class, () -> store.readMinutes(hour.from(), hour.to(), one -> {}));
    assertThrows(UsageStoreException.class, () -> store.completeUpTo(NOON));
  }
}
