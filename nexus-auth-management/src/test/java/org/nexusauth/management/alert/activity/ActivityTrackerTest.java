package org.nexusauth.management.alert.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.OutcomeGroup;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.KeyId;

class ActivityTrackerTest {
  private static final Instant NOW = Instant.parse("2026-03-11T10:17:00Z");
  private static final long MAX_BYTES = 2_500;

  private final SimulatedUsage usage = new SimulatedUsage(NOW.minus(Duration.ofDays(1)));
  private final ActivityTracker tracker = new ActivityTracker(AlertThresholds.DEFAULT);

  private void addKey(String name, Habit habit, Outcome outcome) {
    SimulatedKey key = new SimulatedKey(name, 1, habit).with(outcome, Habit.steady(1));
    usage.add(key, now -> new SampleFacts(key.id, NOW.minus(Duration.ofDays(9))).build());
  }

  @Test
  void trackedKey_ofThreeOutcomes_takesLittleMemory() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int[] counts = new int[OutcomeGroup.size()];
    counts[OutcomeGroup.SUCCESS.place()] = 5;
    counts[OutcomeGroup.CLIENT_ERROR.place()] = 1;
    counts[OutcomeGroup.LIMITED.place()] = 1;
    KeyId id = new KeyId("acme", "i", "k");
    new TrackedKey(id, 1, 3).addMinute(counts, false);
    int number = 1_000;
    List<TrackedKey> keys = new ArrayList<>(number);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < number; i++) {
      TrackedKey key = new TrackedKey(id, 1, 3);
      key.addMinute(counts, false);
      keys.add(key);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(keys).hasSize(number);
    assertThat(allocated / number).isBetween(500L, MAX_BYTES);
  }

  @Test
  void keys_beyondTheMaximum_forgetTheLeastRecentlyUsed() {
    ActivityTracker small = new ActivityTracker(AlertThresholds.DEFAULT, 3);
    Outcome revoked = Outcome.denied(Reason.KEY_REVOKED);
    for (int i = 0; i < 5; i++) {
      Habit once = Habit.steady(0);
      long minute = NOW.getEpochSecond() / 60 - 50 + 5L * i;
      addKey("k" + i, at -> at == minute ? 40 : once.rateAt(at), revoked);
    }

    small.advance(usage, NOW);

    assertThat(small.size()).isEqualTo(3);
    assertThat(small.evaluate(usage, NOW))
        .extracting(found -> found.subject().keyId())
        .containsExactlyInAnyOrder("k2", "k3", "k4");
  }

  @Test
  void minutes_whenTheStoreFails_areCountedOnce() {
    addKey("k", Habit.steady(100), Outcome.denied(Reason.KEY_REVOKED));
    usage.failAfter(10);
    assertThatThrownBy(() -> tracker.advance(usage, NOW)).isInstanceOf(IllegalStateException.class);
    tracker.advance(usage, NOW);
    ActivityTracker other = new ActivityTracker(AlertThresholds.DEFAULT);
    other.advance(usage, NOW);

    List<Finding> found = tracker.evaluate(usage, NOW);

    assertThat(found).hasSize(1).isEqualTo(other.evaluate(usage, NOW));
  }

  @Test
  void clock_setBack_countsNothingTwice() {
    addKey("k", Habit.steady(100), Outcome.denied(Reason.KEY_REVOKED));
    tracker.advance(usage, NOW);
    List<Finding> found = tracker.evaluate(usage, NOW);

    tracker.advance(usage, NOW.minus(Duration.ofMinutes(10)));
    tracker.advance(usage, NOW);

    assertThat(tracker.evaluate(usage, NOW)).isEqualTo(found);
  }

  @Test
  void clock_setForwardByDays_beginsAgain() {
    addKey("k", Habit.steady(100), Outcome.denied(Reason.KEY_REVOKED));
    tracker.advance(usage, NOW);

    tracker.advance(usage, NOW.plus(Duration.ofDays(5)));

    assertThat(tracker.evaluate(usage, NOW.plus(Duration.ofDays(5)))).hasSize(1);
  }

  @Test
  void thresholds_outOfTheirRange_saySo() {
    AlertThresholds ok = AlertThresholds.DEFAULT;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AlertThresholds(
                    0.5,
                    ok.trafficRatio(),
                    ok.trafficRequests(),
                    ok.silencePauses(),
                    ok.errorShare(),
                    ok.errorRequests(),
                    ok.limitHits(),
                    ok.limitPercents(),
                    ok.endedKeyUses(),
                    ok.oldKeyAfter(),
                    ok.newDetailAfter(),
                    ok.expiryDays(),
                    ok.unusedAfter()))
        .withMessage("traffic.deviations must be at least 1.0, and is 0.5");
  }
}
