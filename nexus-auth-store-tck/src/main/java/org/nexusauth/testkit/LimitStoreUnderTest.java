package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What the cases have in common; see {@link LimitStoreTck} for the methods. */
abstract class LimitStoreUnderTest {
  static final LimitPlan MINUTE = LimitPlan.parse("default", "10/minute");
  static final LimitPlan MINUTE_AND_HOUR = LimitPlan.parse("default", "10/minute,15/hour");

  /** All windows of whole seconds, minutes, hours and days, and the longest, divide it. */
  private static final long MAX_WINDOW = LimitPolicy.MAX_WINDOW.toSeconds();

  private final List<LimitStore> opened = new ArrayList<>();
  private @Nullable LimitStore first;

  LimitStoreUnderTest() {}

  abstract LimitStore open(Clock nodeClock) throws Exception;

  abstract boolean advanceClock(Duration step);

  abstract boolean loseCounters() throws Exception;

  abstract boolean loseNextAnswer(LimitStore node) throws Exception;

  abstract boolean interrupt() throws Exception;

  @AfterEach
  final void closeNodes() {
    opened.forEach(LimitStore::close);
    opened.clear();
    first = null;
  }

  /** Returns the node that most cases use. */
  final LimitStore node() throws Exception {
    LimitStore before = first;
    if (before != null) {
      return before;
    }
    LimitStore made = openNode(Clock.systemUTC());
    first = made;
    return made;
  }

  final LimitStore openNode(Clock nodeClock) throws Exception {
    LimitStore made = open(nodeClock);
    opened.add(made);
    return made;
  }

  /**
   * Returns a new key whose windows begin at the current second of the store, so that the long ones
   * do not end within a case.
   */
  final SubjectId freshKey() throws Exception {
    return newKey(readTime());
  }

  /** Returns a new key whose windows begin at the second of an instant. */
  static SubjectId newKey(Instant begin) {
    UUID mark = UUID.randomUUID();
    long windows = mark.getMostSignificantBits() >>> 32;
    long high = windows * MAX_WINDOW + Math.floorMod(-begin.getEpochSecond(), MAX_WINDOW);
    return new SubjectId(Subject.Kind.KEY, high, mark.getLeastSignificantBits());
  }

  final Instant readTime() throws Exception {
    SubjectId any = new SubjectId(Subject.Kind.KEY, 0, 0);
    return take(node(), want(any, MINUTE, 0)).at();
  }

  /** Waits, or advances the store's clock, until a second of the store has begun. */
  final void passTimeUntil(long second) throws Exception {
    Instant now = readTime();
    while (now.getEpochSecond() < second) {
      Duration left = Duration.between(now, Instant.ofEpochSecond(second));
      if (!advanceClock(left)) {
        LockSupport.parkNanos(left.toNanos());
      }
      Instant later = readTime();
      assertTrue(!later.isBefore(now), "the store's time goes back");
      now = later;
    }
  }

  /** Lets a little time pass if the store's clock does not go by itself. */
  final void passTime() {
    if (!advanceClock(Duration.ofMillis(10))) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  static Want want(SubjectId key, LimitPlan plan, int tokens, Integer... spent) {
    return new Want(key, plan, tokens, Arrays.asList(spent));
  }

  static Grant take(LimitStore node, Want want) {
    List<Grant> grants = node.take(List.of(want));
    assertEquals(1, grants.size(), "one grant for one want");
    Grant grant = grants.get(0);
    assertConsistent(want, grant);
    return grant;
  }

  /** Checks what is true of each grant. */
  static void assertConsistent(Want want, Grant grant) {
    List<LimitPolicy> policies = want.plan().policies();
    assertTrue(grant.tokens() >= 0, () -> "less than nothing is granted: " + grant);
    assertTrue(grant.tokens() <= want.tokens(), () -> "more is granted than wanted: " + grant);
    assertEquals(policies.size(), grant.windows().size(), () -> "a window a policy: " + grant);
    long second = grant.at().getEpochSecond();
    for (int i = 0; i < policies.size(); i++) {
      LimitPolicy policy = policies.get(i);
      DebitedWindow window = grant.windows().get(i);
      assertEquals(
          policy.windowAt(second, want.key().high()),
          window.index(),
          () -> "the window of %s at the time of the grant, %s".formatted(policy, grant));
      assertTrue(
          grant.tokens() == 0 || window.used() <= policy.quota(),
          () -> "a quota is exceeded: " + grant);
    }
  }

  static void assertGrant(int tokens, List<Long> used, Grant grant) {
    assertEquals(tokens, grant.tokens(), () -> "the tokens of " + grant);
    assertEquals(used, usedOf(grant), () -> "what is used after " + grant);
  }

  static List<Long> usedOf(Grant grant) {
    return grant.windows().stream().map(DebitedWindow::used).toList();
  }

  static void giveBack(LimitStore node, Want want, Grant grant, int tokens) {
    List<Long> windows = grant.windows().stream().map(DebitedWindow::index).toList();
    node.giveBack(List.of(new Unspent(want.key(), want.plan(), windows, tokens)));
  }
}
