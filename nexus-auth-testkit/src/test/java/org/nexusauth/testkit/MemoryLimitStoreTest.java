package org.nexusauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What {@code LimitStoreTck} cannot see of the store in memory: it needs its clock. */
final class MemoryLimitStoreTest {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
  private static final SubjectId KEY = new SubjectId(Subject.Kind.KEY, 0, 1);
  private static final LimitPlan PLAN = LimitPlan.parse("default", "60/minute");

  private final MutableClock clock = MutableClock.at(START);
  private final MemoryLimitStore store = new MemoryLimitStore(clock);

  private Grant take(int tokens) {
    return store.take(List.of(new Want(KEY, PLAN, tokens, List.of()))).get(0);
  }

  @Test
  void use_ofAWindow_endsWithIt() {
    take(60);
    clock.advance(Duration.ofMillis(59_999));
    assertThat(take(1).tokens()).isZero();

    clock.advance(Duration.ofMillis(1));
    assertThat(take(60).tokens()).isEqualTo(60);
  }

  @Test
  void clock_thatIsSetBackOverAnEdge_grantsNothingTwice() {
    take(60);
    clock.advance(Duration.ofMinutes(1));
    take(60);

    clock.advance(Duration.ofMillis(-1));
    assertThat(take(1).tokens()).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(take(1).tokens()).isZero();
  }

  @Test
  void clock_thatIsSetBackFar_beginsAnew() {
    take(60);

    clock.advance(Duration.ofDays(-1));
    assertThat(take(1).tokens()).isEqualTo(1);
  }

  @Test
  void endedWindows_areForgotten_othersAreNot() {
    LimitPlan seconds = LimitPlan.parse("short", "1/second");
    take(60);
    for (int i = 0; i < 10_000; i++) {
      SubjectId key = new SubjectId(Subject.Kind.KEY, i, 2);
      store.take(List.of(new Want(key, seconds, 1, List.of())));
    }
    clock.advance(Duration.ofSeconds(1));

    assertThat(take(1).tokens()).isZero();
  }

  @Test
  void nodes_areCountedForTenSeconds() {
    assertThat(store.announce("one")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(10));
    assertThat(store.announce("two")).isEqualTo(2);
    clock.advance(Duration.ofMillis(1));
    assertThat(store.announce("two")).isEqualTo(1);
  }

  @Test
  void lostCounters_areAnotherGeneration() {
    Grant before = take(60);

    store.loseCounters();

    assertThat(take(60).tokens()).isEqualTo(60);
    assertThat(take(0).generation()).isNotEqualTo(before.generation());
  }
}
