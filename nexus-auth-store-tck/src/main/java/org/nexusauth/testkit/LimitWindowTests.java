package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** When windows begin and end, and what is given back. */
abstract class LimitWindowTests extends LimitDebitTests {
  private static final Duration CLOCK_ERROR = Duration.ofMinutes(5);
  private static final LimitPlan SECONDS_AND_HOUR = LimitPlan.parse("short", "5/PT2S,100/hour");

  LimitWindowTests() {}

  @Test
  void windows_beginByTheStoresClock_whateverANodesClockSays() throws Exception {
    LimitStore ahead = openNode(Clock.offset(Clock.systemUTC(), CLOCK_ERROR));
    LimitStore behind = openNode(Clock.offset(Clock.systemUTC(), CLOCK_ERROR.negated()));
    SubjectId key = freshKey();
    Want want = want(key, MINUTE, 6);

    Instant before = readTime();
    Grant byAhead = take(ahead, want);
    Grant byBehind = take(behind, want);

    assertGrant(6, List.of(6L), byAhead);
    assertGrant(4, List.of(10L), byBehind);
    assertTrue(!byAhead.at().isBefore(before), "the time of a grant is the store's");
    assertTrue(!byBehind.at().isBefore(byAhead.at()), "the time of a grant is the store's");
    assertTrue(!byBehind.at().isAfter(readTime()), "the time of a grant is the store's");
  }

  @Test
  void windows_ofKeys_haveThePhaseOfTheirIds() throws Exception {
    LimitPlan plan = LimitPlan.parse("plan", "10/PT7S,20/hour,30/day,40/P31D");
    long low = freshKey().low();
    for (long high : new long[] {0, 1, 59, -1, Long.MIN_VALUE, Long.MAX_VALUE, low, ~low}) {
      take(node(), want(new SubjectId(Subject.Kind.KEY, high, low), plan, 1));
    }
  }

  @Test
  void windowThatEnded_isFollowedByOneWithNothingUsed() throws Exception {
    SubjectId key = freshKey();
    Grant ended = take(node(), want(key, SECONDS_AND_HOUR, 5));
    assertGrant(5, List.of(5L, 5L), ended);

    passTimeUntil(endOf(key, ended));
    Grant next = take(node(), want(key, SECONDS_AND_HOUR, 6));

    assertGrant(5, List.of(5L, 10L), next);
    assertTrue(next.windows().get(0).index() > ended.windows().get(0).index());
  }

  private static long endOf(SubjectId key, Grant grant) {
    return SECONDS_AND_HOUR.policies().get(0).endOf(grant.windows().get(0).index(), key.high());
  }

  @Test
  void sumOfGrants_isTheQuotaInEachWindow_whileWindowsEnd() throws Exception {
    LimitPlan plan = LimitPlan.parse("short", "20/second");
    LimitStore other = openNode(Clock.systemUTC());
    SubjectId key = freshKey();
    Map<Long, Integer> granted = new HashMap<>();
    long begin = readTime().getEpochSecond();

    for (Instant now = readTime(); now.getEpochSecond() < begin + 3; ) {
      for (LimitStore node : List.of(node(), other)) {
        Grant grant = take(node, want(key, plan, 3));
        granted.merge(grant.windows().get(0).index(), grant.tokens(), Integer::sum);
        now = grant.at();
      }
      passTime();
    }

    assertTrue(granted.size() > 1, "several windows");
    granted.forEach(
        (window, sum) -> assertTrue(sum <= 20, () -> "%s of 20 in a window".formatted(sum)));
    assertTrue(granted.values().stream().anyMatch(sum -> sum == 20), () -> "used: " + granted);
  }

  @Test
  void unspentTokens_canBeTakenAgain_byAnotherNodeToo() throws Exception {
    Want want = want(freshKey(), MINUTE_AND_HOUR, 10);
    Grant grant = take(node(), want);

    giveBack(node(), want, grant, 4);

    LimitStore other = openNode(Clock.systemUTC());
    assertGrant(4, List.of(10L, 10L), take(other, want));
    giveBack(other, want, grant, 1);
    giveBack(node(), want, grant, 1);
    assertGrant(2, List.of(10L, 10L), take(node(), want));
  }

  @Test
  void unspentTokens_beyondWhatIsUsed_addNothing() throws Exception {
    Want want = want(freshKey(), MINUTE_AND_HOUR, 3);
    Grant grant = take(node(), want);

    giveBack(node(), want, grant, 1_000_000);
    assertGrant(0, List.of(0L, 0L), take(node(), want(want.key(), MINUTE_AND_HOUR, 0)));
    assertGrant(10, List.of(10L, 10L), take(node(), want(want.key(), MINUTE_AND_HOUR, 11)));

    Want unknown = want(freshKey(), MINUTE_AND_HOUR, 11);
    giveBack(node(), unknown, grant, 5);
    assertGrant(10, List.of(10L, 10L), take(node(), unknown));
  }

  @Test
  void unspentTokens_ofAWindowThatEnded_addNothingToTheNextOne() throws Exception {
    SubjectId key = freshKey();
    Want want = want(key, SECONDS_AND_HOUR, 5);
    Grant ended = take(node(), want);
    passTimeUntil(endOf(key, ended));

    giveBack(node(), want, ended, 2);
    Grant next = take(node(), want);
    assertGrant(5, List.of(5L, 8L), next);
    giveBack(node(), want, ended, 2);

    Grant last = take(node(), want);
    assertEquals(6 + last.tokens(), last.windows().get(1).used(), "the hour has not ended");
    if (last.windows().get(0).index() == next.windows().get(0).index()) {
      assertEquals(0, last.tokens(), "the next window is used");
    }
  }
}
