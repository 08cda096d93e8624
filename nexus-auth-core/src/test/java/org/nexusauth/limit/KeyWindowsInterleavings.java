package org.nexusauth.limit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.limit.plan.LimitPlan;

/**
 * L01: whatever the interleaving, a request counts in all windows of its key or in none, and what
 * is told of them is one state. The search finds what a copy without the lock does wrong.
 */
@Tag("deep")
public class KeyWindowsInterleavings {
  private static final long START = 1_796_040_000_000L;
  private static final LimitPlan PLAN = LimitPlan.parse("default", "2/minute,3/hour");
  private static final LimitPlan OTHER = LimitPlan.parse("default", "2/minute,1/second");

  private final KeyWindows windows = new KeyWindows(0, 0, PLAN, START);

  @Operation
  public String charge() {
    return describe(windows.charge(PLAN, START));
  }

  @Operation
  public String chargeInTheNextMinute() {
    return describe(windows.charge(PLAN, START + 60_000));
  }

  @Operation
  public String chargeByAnotherPlan() {
    return describe(windows.charge(OTHER, START));
  }

  @Operation
  public String peek() {
    return describe(windows.peek(PLAN, START));
  }

  @Operation
  public void giveBack() {
    windows.giveBack(START);
  }

  @Operation
  public boolean retire() {
    return windows.retire(START + 3_600_000);
  }

  private static String describe(@Nullable Limits limits) {
    if (limits == null) {
      return "retired";
    }
    return limits + (limits.isExceeded() ? " exceeded" : "");
  }

  /** The planted bug: two windows that are counted one after the other. */
  public static class WithoutLock {
    private static final int FIRST = 2;
    private static final int SECOND = 1;

    private volatile int first;
    private volatile int second;

    @Operation
    public String charge() {
      int one = first;
      int two = second;
      if (one >= FIRST || two >= SECOND) {
        return "exceeded";
      }
      first = one + 1;
      second = two + 1;
      return (FIRST - one) + " " + (SECOND - two);
    }
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void windows_inManyInterleavings_areOneState() {
    modelChecking().check(KeyWindowsInterleavings.class);
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void windows_underStress_areOneState() {
    stress().check(KeyWindowsInterleavings.class);
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void windows_withoutALock_areFound() {
    assertThatThrownBy(() -> modelChecking().check(WithoutLock.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Invalid execution results");
  }

  private static ModelCheckingOptions modelChecking() {
    return new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(500)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1);
  }

  private static StressOptions stress() {
    return new StressOptions()
        .iterations(10)
        .invocationsPerIteration(2_000)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1);
  }
}
