package org.nexusauth.limit;

import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/**
 * L01: whatever the interleaving, no charge is lost while the windows of a key end, are forgotten
 * and begin again: of two threads that find them retired, neither removes what the other made.
 */
@Tag("deep")
public class LocalLimiterInterleavings {
  private static final LimitPlan PLAN = LimitPlan.parse("default", "2/second");
  private static final SubjectId KEY = new SubjectId(Subject.Kind.KEY, 1, 1);
  private static final long START = 1_796_040_000_000L;
  private static final long NEXT = START + 1_000;

  private final WindowTable table = new WindowTable();
  private final KeyWindows ended = table.windowsOf(KEY, PLAN, START);

  /** As {@link LocalLimiter} does for a key that remembers windows, or none. */
  private boolean charge(KeyWindows remembered) {
    KeyWindows windows = remembered;
    while (true) {
      Limits limits = windows.charge(PLAN, NEXT);
      if (limits != null) {
        return !limits.isExceeded();
      }
      table.removeRetired(windows);
      windows = table.windowsOf(KEY, PLAN, NEXT);
    }
  }

  @Operation
  public boolean chargeKnownKey() {
    return charge(ended);
  }

  @Operation
  public boolean chargeNewKey() {
    return charge(table.windowsOf(KEY, PLAN, NEXT));
  }

  /** What a thread does that adds another key. */
  @Operation(runOnce = true)
  public void retire() {
    if (ended.retire(NEXT)) {
      table.removeRetired(ended);
    }
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void charges_whileWindowsAreForgotten_areNotLostInManyInterleavings() {
    new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(500)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(2)
        .check(LocalLimiterInterleavings.class);
  }
}
