package org.nexusauth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What a million keys hold of the memory, and that none of them is forgotten. */
@Tag("deep")
final class WindowMemoryTest {
  private static final int MANY = 1_000_000;
  private static final long MOST = 100_000_000;
  private static final long START = 1_796_040_000_000L;
  private static final LimitPlan PLAN = LimitPlan.parse("default", "2/minute,1000/hour");

  private final WindowTable table = new WindowTable();

  private Limits charge(long number) {
    SubjectId key =
        new SubjectId(Subject.Kind.KEY, number * 0x9E3779B97F4A7C15L, number * 0xC2B2AE3D27D4EB4FL);
    return table.windowsOf(key, PLAN, START).charge(PLAN, START);
  }

  @Test
  void aMillionKeys_holdLessThan100MbAndNoneIsForgotten() {
    charge(-1);
    long before = used();
    for (int i = 0; i < MANY; i++) {
      assertThat(charge(i).isExceeded()).isFalse();
    }
    long growth = used() - before;

    System.out.printf("%,d bytes for %,d keys%n", growth, MANY);
    assertThat(growth).isLessThanOrEqualTo(MOST);
    assertThat(table.size()).isEqualTo(MANY + 1);
    for (int i = 0; i < MANY; i++) {
      charge(i);
      assertThat(charge(i).isExceeded()).isTrue();
    }
  }

  /** What is left after the garbage is gone. */
  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
