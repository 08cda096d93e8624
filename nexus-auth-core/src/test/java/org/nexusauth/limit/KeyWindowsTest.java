package org.nexusauth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;

/** What a key's windows let pass, to the request and to the second. */
final class KeyWindowsTest {
  /** The windows of a key with this hash end at 60 and at 3,600 seconds after {@link #START}. */
  private static final long HASH = 0;

  private static final long START = 1_796_040_000_000L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private static LimitPlan plan(String policies) {
    return LimitPlan.parse("default", policies);
  }

  private static KeyWindows windows(LimitPlan plan) {
    return new KeyWindows(HASH, 0, plan, START);
  }

  /** Charges as often and returns how many passed. */
  private static int passed(KeyWindows windows, LimitPlan plan, long now, int requests) {
    return (int)
        IntStream.range(0, requests).filter(i -> !windows.charge(plan, now).isExceeded()).count();
  }

  private static List<Long> remaining(KeyWindows windows, LimitPlan plan, long now) {
    return windows.peek(plan, now).windows().stream().map(Limits.Window::remaining).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 60, 1000})
  void requests_ofOneWindow_passUpToTheQuota(int quota) {
    LimitPlan plan = plan(quota + "/minute");

    assertThat(passed(windows(plan), plan, START, quota + 10)).isEqualTo(quota);
  }

  /** L01. */
  @ParameterizedTest
  @ValueSource(strings = {"1/minute", "60/minute,1000/hour", "90/second,80/minute,70/hour,70/day"})
  void requests_ofManyThreads_passUpToTheQuotaAndCountInAllWindowsOrInNone(String policies)
      throws Exception {
    LimitPlan plan = plan(policies);
    KeyWindows windows = windows(plan);
    int quota = plan.policies().stream().mapToInt(LimitPolicy::quota).min().orElseThrow();
    AtomicInteger passed = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(32);
    List<Thread> threads =
        IntStream.range(0, 32)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          start.countDown();
                          awaitZero(start);
                          passed.addAndGet(passed(windows, plan, START, 10 * quota / 32 + 1));
                        }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(passed).hasValue(quota);
    assertThat(remaining(windows, plan, START))
        .isEqualTo(plan.policies().stream().map(policy -> (long) policy.quota() - quota).toList());
  }

  private static void awaitZero(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void request_overOneWindow_isChargedToNone() {
    LimitPlan plan = plan("10/minute,15/hour");
    KeyWindows windows = windows(plan);

    assertThat(passed(windows, plan, START, 100)).isEqualTo(10);
    assertThat(remaining(windows, plan, START)).containsExactly(0L, 5L);
    assertThat(passed(windows, plan, START + MINUTE, 100)).isEqualTo(5);
    Limits over = windows.charge(plan, START + MINUTE);
    assertThat(over.exceededPolicies()).containsExactly("hour");
    assertThat(remaining(windows, plan, START + MINUTE)).containsExactly(5L, 0L);
    assertThat(passed(windows, plan, START + HOUR, 100)).isEqualTo(10);
  }

  @Test
  void window_endsAtItsSecondAndNotBefore() {
    LimitPlan plan = plan("3/minute");
    KeyWindows windows = windows(plan);
    assertThat(passed(windows, plan, START + 59_000, 5)).isEqualTo(3);

    assertThat(passed(windows, plan, START + 59_999, 5)).isZero();
    assertThat(passed(windows, plan, START + MINUTE, 5)).isEqualTo(3);
    assertThat(passed(windows, plan, START + 2 * MINUTE - 1, 5)).isZero();
    assertThat(passed(windows, plan, START + 100 * MINUTE, 5)).isEqualTo(3);
  }

  @Test
  void window_ofAnotherPhase_endsAtItsOwnSecond() {
    LimitPlan plan = plan("3/minute");
    KeyWindows windows = new KeyWindows(17, 0, plan, START);
    assertThat(passed(windows, plan, START, 5)).isEqualTo(3);

    assertThat(passed(windows, plan, START + 42_999, 5)).isZero();
    assertThat(passed(windows, plan, START + 43_000, 5)).isEqualTo(3);
  }

  /** Else a clock that goes back and forth would make used windows new. */
  @Test
  void clock_thatIsSetBack_beginsNoWindowAgain() {
    LimitPlan plan = plan("3/minute");
    KeyWindows windows = windows(plan);
    assertThat(passed(windows, plan, START + MINUTE, 5)).isEqualTo(3);

    assertThat(passed(windows, plan, START, 5)).isZero();
    assertThat(passed(windows, plan, START - HOUR, 5)).isZero();
    assertThat(windows.charge(plan, START).untilReset().toSeconds()).isEqualTo(120);
    assertThat(passed(windows, plan, START + 2 * MINUTE - 1, 5)).isZero();
    assertThat(passed(windows, plan, START + 2 * MINUTE, 5)).isEqualTo(3);
  }

  @Test
  void largestQuota_isCountedInTheLongestWindow() {
    LimitPlan plan = plan("1000000000/P31D");
    KeyWindows windows = windows(plan);
    windows.charge(plan, START);

    assertThat(remaining(windows, plan, START)).containsExactly(999_999_999L);
  }

  @Test
  void unlimitedPlan_letsAllPassAndHasNoWindow() {
    LimitPlan plan = plan("unlimited");
    KeyWindows windows = windows(plan);

    assertThat(passed(windows, plan, START, 1000)).isEqualTo(1000);
    assertThat(remaining(windows, plan, START)).isEmpty();
  }

  @Test
  void changedPlan_goesOnWithWindowsOfTheSameLength() {
    LimitPlan before = plan("10/minute,100/hour");
    LimitPlan after = plan("20/minute,5/second,100/day,8/hour");
    KeyWindows windows = windows(before);
    assertThat(passed(windows, before, START, 7)).isEqualTo(7);

    assertThat(remaining(windows, after, START)).containsExactly(5L, 13L, 1L, 100L);
    assertThat(passed(windows, after, START, 7)).isEqualTo(1);
    assertThat(windows.charge(after, START).exceededPolicies()).containsExactly("hour");
  }

  @Test
  void changedPlan_withLessThanIsUsed_hasNothingLeftAndNoNegativeNumber() {
    LimitPlan before = plan("10/minute");
    LimitPlan after = plan("5/minute");
    KeyWindows windows = windows(before);
    assertThat(passed(windows, before, START, 7)).isEqualTo(7);

    assertThat(remaining(windows, after, START)).containsExactly(0L);
    assertThat(passed(windows, after, START, 7)).isZero();
    assertThat(passed(windows, after, START + MINUTE, 7)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000/hour", "unlimited", "1/second,2/PT10S,1000/hour,1000/day"})
  void planThatChangesForthAndBack_makesNoUsedWindowNew(String other) {
    LimitPlan one = plan("3/minute");
    LimitPlan two = plan(other);
    KeyWindows windows = windows(one);
    assertThat(passed(windows, one, START, 5)).isEqualTo(3);

    passed(windows, two, START, 5);
    assertThat(passed(windows, one, START, 5)).isZero();
    passed(windows, two, START + 30_000, 5);
    assertThat(passed(windows, one, START + MINUTE - 1, 5)).isZero();
    assertThat(passed(windows, one, START + MINUTE, 5)).isEqualTo(3);
  }

  @Test
  void equalPlan_isNoChange() {
    KeyWindows windows = windows(plan("3/minute"));
    windows.charge(plan("3/minute"), START);

    LimitPlan again = plan("3/minute");
    assertThat(windows.charge(again, START).plan()).isSameAs(again);
    assertThat(remaining(windows, again, START)).containsExactly(1L);
  }

  @Test
  void giveBack_makesRoomForOneInTheCurrentWindows() {
    LimitPlan plan = plan("2/minute,3/hour");
    KeyWindows windows = windows(plan);
    windows.giveBack(START);
    assertThat(passed(windows, plan, START, 5)).isEqualTo(2);
    windows.giveBack(START);
    assertThat(remaining(windows, plan, START)).containsExactly(1L, 2L);

    windows.giveBack(START + MINUTE);
    assertThat(remaining(windows, plan, START + MINUTE)).containsExactly(2L, 3L);
  }

  @Test
  void windows_areRetiredOnceAllHaveEnded() {
    LimitPlan plan = plan("2/minute,3/hour");
    KeyWindows windows = windows(plan);
    assertThat(windows.retire(START + HOUR - 1)).isFalse();
    windows.charge(plan, START);

    assertThat(windows.retire(START + HOUR - 1)).isFalse();
    assertThat(windows.charge(plan, START + MINUTE)).isNotNull();
    assertThat(windows.retire(START + HOUR)).isTrue();
    assertThat(windows.charge(plan, START + HOUR)).isNull();
    assertThat(windows.peek(plan, START + HOUR)).isNull();
  }

  @Test
  void windows_ofAFormerPlan_areNotRetiredBeforeTheyEnd() {
    LimitPlan hour = plan("3/hour");
    LimitPlan minute = plan("3/minute");
    KeyWindows windows = windows(hour);
    windows.charge(hour, START);
    windows.charge(minute, START);

    assertThat(windows.retire(START + MINUTE)).isFalse();
    assertThat(windows.retire(START + HOUR)).isTrue();
  }

  @Test
  void windows_areEqualByTheKeysId() {
    KeyWindows windows = new KeyWindows(1, 2, plan("3/hour"), START);

    assertThat(windows)
        .isEqualTo(new KeyWindows(1, 2, plan("unlimited"), START))
        .hasSameHashCodeAs(new KeyWindows(1, 2, plan("unlimited"), START))
        .isNotEqualTo(new KeyWindows(1, 3, plan("3/hour"), START))
        .isNotEqualTo(new KeyWindows(2, 2, plan("3/hour"), START))
        .isNotEqualTo("windows");
  }
}
