package org.nexusauth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** Which windows are kept, and which are forgotten. */
final class WindowTableTest {
  private static final LimitPlan PLAN = LimitPlan.parse("default", "2/minute");
  private static final long START = 1_796_040_000_000L;

  private final WindowTable table = new WindowTable();

  private static SubjectId key(long number) {
    return new SubjectId(Subject.Kind.KEY, number * 0x9E3779B97F4A7C15L, number);
  }

  private KeyWindows add(long number, long now) {
    return table.windowsOf(key(number), PLAN, now);
  }

  private static Limits charge(KeyWindows windows, long now) {
    return Objects.requireNonNull(windows.charge(PLAN, now), "retired");
  }

  @Test
  void key_hasTheSameWindowsEachTime() {
    KeyWindows windows = add(1, START);

    assertThat(add(1, START + 1)).isSameAs(windows);
    assertThat(add(2, START)).isNotSameAs(windows);
    assertThat(table.size()).isEqualTo(2);
  }

  /** Whatever number of others comes. */
  @Test
  void windows_thatLast_areNotForgotten() {
    List<KeyWindows> used = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      KeyWindows windows = add(i, START);
      charge(windows, START);
      charge(windows, START);
      used.add(windows);
    }
    long end = used.stream().mapToLong(windows -> endOf(windows)).min().orElseThrow() * 1000;

    for (int i = 1_000; i < 20_000; i++) {
      charge(add(i, end - 1), end - 1);
    }

    assertThat(table.size()).isEqualTo(20_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(add(i, end - 1)).isSameAs(used.get(i));
      assertThat(charge(used.get(i), end - 1).isExceeded()).isTrue();
    }
  }

  private static long endOf(KeyWindows windows) {
    return Objects.requireNonNull(windows.peek(PLAN, START))
        .windows()
        .get(0)
        .resetAt()
        .getEpochSecond();
  }

  @Test
  void windows_thatEnded_goWhileOthersAreAdded() {
    List<KeyWindows> ended = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      KeyWindows windows = add(i, START);
      charge(windows, START);
      ended.add(windows);
    }

    long later = START + 60_000;
    for (int i = 1_000; i < 1_200; i++) {
      charge(add(i, later), later);
    }

    assertThat(table.size()).isBetween(200, 220);
    assertThat(ended.stream().filter(windows -> windows.peek(PLAN, later) == null).count())
        .isGreaterThan(980);
  }

  @Test
  void windows_ofAnUnlimitedPlan_areNotKept() {
    LimitPlan unlimited = LimitPlan.parse("default", "unlimited");

    assertThat(table.windowsOf(key(1), unlimited, START).charge(unlimited, START).isExceeded())
        .isFalse();
    assertThat(table.size()).isZero();
  }

  /** Of two threads that find them retired, the slower one must not remove what the other made. */
  @Test
  void removal_ofRetiredWindows_leavesNewOnesOfTheSameKey() {
    KeyWindows retired = add(1, START);
    assertThat(retired.retire(START + 60_000)).isTrue();
    table.removeRetired(retired);
    KeyWindows fresh = add(1, START);
    charge(fresh, START);

    table.removeRetired(retired);

    assertThat(fresh).isNotSameAs(retired);
    assertThat(add(1, START)).isSameAs(fresh);
  }
}
