package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.SubjectId;

/**
 * The tests that every {@link LimitStore} must pass. A store's test extends it and opens the store.
 *
 * <p>The ids in each case are new, so the store need not be empty. JUnit creates an instance for
 * each case. Windows of 1 and 2 seconds end while a case waits.
 *
 * <p>The loss of counters, lost answers and outages are tested only where {@link #loseCounters()},
 * {@link #loseNextAnswer} and {@link #interrupt()} are overridden.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class LimitStoreTck extends LimitWindowTests {
  private static final int NODES = 8;
  private static final int QUOTA = 1_000;

  /** For subclasses. */
  protected LimitStoreTck() {}

  /**
   * Opens the store on the same counters, as another node of the application does. The case closes
   * it.
   *
   * @param nodeClock the node's clock, which may be wrong; a store that has no use for it ignores
   *     it
   * @throws Exception when it cannot be opened: the case fails
   */
  @Override
  protected abstract LimitStore open(Clock nodeClock) throws Exception;

  /**
   * Advances the store's own clock.
   *
   * @return false when it cannot be set; the cases wait then, or are skipped where it would take
   *     long
   */
  @Override
  protected boolean advanceClock(Duration step) {
    return false;
  }

  /**
   * Makes the engine lose all counters, as one that is replaced by an empty one. Open nodes use it
   * afterwards.
   *
   * @return false when it cannot lose them; the cases about it are skipped then
   * @throws Exception when that fails: the case fails
   */
  @Override
  protected boolean loseCounters() throws Exception {
    return false;
  }

  /**
   * Makes the answer to a node's next call get lost: the call takes effect at the engine, and the
   * node gets no answer. Later calls are answered.
   *
   * @param node one that {@link #open} returned, which has called the engine before
   * @return false when that cannot be done; the cases about it are skipped then
   * @throws Exception when that fails: the case fails
   */
  @Override
  protected boolean loseNextAnswer(LimitStore node) throws Exception {
    return false;
  }

  /**
   * Makes the store's engine unavailable, as an outage does.
   *
   * @return false when there is no engine that can be unavailable; the cases about it are skipped
   *     then
   * @throws Exception when that fails: the case fails
   */
  @Override
  protected boolean interrupt() throws Exception {
    return false;
  }

  @Test
  void concurrentNodes_areGrantedTheQuotaTogether() throws Exception {
    LimitPlan plan = LimitPlan.parse("many", QUOTA + "/minute,5000/hour");
    SubjectId key = freshKey();
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      LimitStore node = openNode(Clock.systemUTC());
      calls.add(() -> takeAll(node, want(key, plan, 7)));
    }

    List<Integer> granted = Concurrently.call(calls);

    assertEquals(
        QUOTA, granted.stream().mapToInt(Integer::intValue).sum(), () -> "granted: " + granted);
    assertGrant(0, List.of((long) QUOTA, (long) QUOTA), take(node(), want(key, plan, 1)));
  }

  private static int takeAll(LimitStore node, Want want) {
    int sum = 0;
    int granted = want.tokens();
    while (granted > 0) {
      granted = take(node, want).tokens();
      sum += granted;
    }
    return sum;
  }

  @Test
  void concurrentNodes_thatGiveBack_exceedNoQuota() throws Exception {
    SubjectId key = freshKey();
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      LimitStore node = openNode(Clock.systemUTC());
      calls.add(() -> takeAndGiveBack(node, want(key, MINUTE, 2)));
    }

    int kept = Concurrently.call(calls).stream().mapToInt(Integer::intValue).sum();

    assertGrant(0, List.of((long) kept), take(node(), want(key, MINUTE, 0)));
  }

  /** Returns how many tokens are granted and not given back. */
  private static int takeAndGiveBack(LimitStore node, Want want) {
    int kept = 0;
    for (int i = 0; i < 20; i++) {
      Grant grant = take(node, want);
      kept += grant.tokens();
      if (grant.tokens() > 0 && i > 0) {
        giveBack(node, want, grant, grant.tokens());
        kept -= grant.tokens();
      }
    }
    return kept;
  }

  @Test
  void nodes_areCountedOnce() throws Exception {
    LimitStore other = openNode(Clock.systemUTC());
    String one = UUID.randomUUID().toString();
    String two = UUID.randomUUID().toString();

    int count = node().announce(one); // Those of other cases may expire at any time.
    assertTrue(count >= 1, "the node itself is there");
    int both = other.announce(two);
    assertTrue(both >= 2 && both <= count + 1, () -> "%s nodes after %s".formatted(both, count));
    int again = node().announce(one);
    assertTrue(again >= 2 && again <= both, () -> "%s nodes after %s".formatted(again, both));
  }

  @Test
  void nodes_thatWereSilentForMoreThanTenSeconds_areNotCounted() throws Exception {
    node().announce(UUID.randomUUID().toString());
    assumeTrue(advanceClock(Duration.ofSeconds(9)), "skipped: the store's clock cannot be set");
    String one = UUID.randomUUID().toString();
    int before = node().announce(one);
    assertTrue(before >= 2, () -> "%s nodes within 9 seconds".formatted(before));

    advanceClock(Duration.ofSeconds(2));
    int after = node().announce(one);
    assertTrue(after < before, () -> "%s nodes after %s".formatted(after, before));
    advanceClock(Duration.ofSeconds(11));
    assertEquals(1, node().announce(one), "all others were silent");
  }

  @Test
  void generation_isTheSameForAllNodes_untilCountersAreLost() throws Exception {
    Want want = want(freshKey(), MINUTE, 6);
    LimitStore node = node();
    LimitStore other = openNode(Clock.systemUTC());
    String generation = take(node, want).generation();
    assertTrue(!generation.isEmpty(), "a generation has a name");
    assertEquals(generation, take(node, want).generation());
    assertEquals(generation, take(other, want).generation());

    assumeTrue(loseCounters(), "skipped: the counters cannot be lost");
    Want nothing = want(want.key(), MINUTE, 0);
    Await.untilAnswered(() -> take(other, nothing));
    Await.untilAnswered(() -> take(node, nothing));
    Grant first = take(other, want);
    assertNotEquals(generation, first.generation(), "the counters are others");
    assertGrant(6, List.of(6L), first);
    Grant second = take(node, want);
    assertEquals(first.generation(), second.generation());
    assertGrant(4, List.of(10L), second);
  }

  @Test
  void lostAnswer_toATake_isNotRepeated() throws Exception {
    Want want = want(freshKey(), MINUTE, 4);
    LimitStore other = openNode(Clock.systemUTC());
    take(other, want(want.key(), MINUTE, 0));
    assumeTrue(loseNextAnswer(other), "skipped: answers cannot be lost");

    assertThrows(RuntimeException.class, () -> take(other, want), "there is no answer");

    assertGrant(0, List.of(4L), take(node(), want(want.key(), MINUTE, 0)));
    Await.untilAnswered(() -> take(other, want(want.key(), MINUTE, 0)));
    assertGrant(6, List.of(10L), take(other, want(want.key(), MINUTE, 9)));
  }

  @Test
  void lostAnswer_toGivingBack_isNotRepeated() throws Exception {
    Want want = want(freshKey(), MINUTE, 9);
    LimitStore other = openNode(Clock.systemUTC());
    Grant grant = take(other, want);
    assumeTrue(loseNextAnswer(other), "skipped: answers cannot be lost");

    assertThrows(
        RuntimeException.class, () -> giveBack(other, want, grant, 4), "there is no answer");

    assertGrant(0, List.of(5L), take(node(), want(want.key(), MINUTE, 0)));
    assertGrant(5, List.of(10L), take(node(), want));
  }

  @Test
  void outage_isAnException() throws Exception {
    Want want = want(freshKey(), MINUTE, 2);
    Grant grant = take(node(), want);
    assumeTrue(interrupt(), "skipped: the engine cannot be unavailable");

    assertThrows(RuntimeException.class, () -> take(node(), want));
    assertThrows(RuntimeException.class, () -> giveBack(node(), want, grant, 1));
    assertThrows(RuntimeException.class, () -> node().announce("node"));
  }
}
