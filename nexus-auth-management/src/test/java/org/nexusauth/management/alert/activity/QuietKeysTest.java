package org.nexusauth.management.alert.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.reason.Reason;

/**
 * Keys that do what they always do: over holidays, weekends and a change of the clocks they raise
 * at most one alert a month each, and far less on average.
 */
class QuietKeysTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  /** What is new in the first days of an installation is not known to be a habit. */
  private static final Duration LEARNING = Duration.ofDays(8);

  private static final int HABITS = 21;

  private final SimulatedUsage usage = new SimulatedUsage(START);
  private final ActivityTracker tracker = new ActivityTracker(AlertThresholds.DEFAULT);
  private final Map<String, Map<String, Integer>> alerts = new TreeMap<>();

  private void addKeys(int number) {
    for (int i = 0; i < number; i++) {
      SplittableRandom random = new SplittableRandom(1_000 + i);
      String name = "h" + i % HABITS + "-" + i;
      Habit habit = habitOf(i % HABITS, random);
      SimulatedKey key = new SimulatedKey(name, i, habit);
      if (i % HABITS == 12) {
        key.withNoise(0.4);
      }
      if (i % HABITS == 16) {
        key.with(Outcome.ofStatus(404), Habit.steady(0.4));
      }
      key.with(Outcome.denied(Reason.PERMISSION_MISSING), Habit.steady(0.002));
      KeyFacts facts =
          new SampleFacts(key.id, START)
              .version("1.0", START)
              .network("10.0." + i + ".0/24", START)
              .build();
      usage.add(key, now -> facts);
    }
  }

  private static Habit habitOf(int kind, SplittableRandom random) {
    double size = Math.pow(10, random.nextDouble(0.6, 2.2));
    int hour = random.nextInt(1, 6);
    long start = START.getEpochSecond() / 60;
    return switch (kind) {
      case 0 -> Habit.steady(size);
      case 1 -> Habit.steady(1 + size / 20);
      case 2 -> Habit.steady(random.nextDouble(0.02, 0.3));
      case 3 -> Habit.every(random.nextInt(5, 30), 1, 20);
      case 4 -> Habit.every(60, 3, size);
      case 5 -> Habit.daily(hour, 10, 5 * size);
      case 6 -> Habit.weekly(DayOfWeek.MONDAY, hour, 15, 5 * size);
      case 7 -> Habit.officeHours(9, 17, size);
      case 8 -> Habit.wave(0.1 * size, size, 1);
      case 9 -> Habit.wave(0.1 * size, size, 0.3);
      case 10 -> sessions(random.nextLong());
      case 11 -> Habit.shopHours(8, 20, size);
      case 12 -> Habit.steady(size);
      case 13 -> Habit.steady(size).onWorkdays();
      case 14 -> Habit.steady(size).pausedBy(Habit.daily(hour, 20, 1));
      case 15 -> Habit.steady(size).pausedBy(Habit.weekly(DayOfWeek.SUNDAY, hour, 40, 1));
      case 16 -> Habit.officeHours(7, 22, size);
      case 17 -> Habit.wave(0.2 * size, size, 0.5).growing(1.04, start);
      case 18 -> Habit.steady(size).plus(Habit.daily(hour, 10, 8 * size));
      case 19 -> Habit.steady(size).plus(Habit.weekly(DayOfWeek.TUESDAY, hour, 10, 8 * size));
      default -> Habit.wave(0.5, 5, 0.6).plus(Habit.every(15, 1, 30));
    };
  }

  /** A person who works with it now and then. */
  private static Habit sessions(long seed) {
    return minute -> {
      SplittableRandom random = new SplittableRandom(seed ^ (minute / 30));
      boolean works = Habit.officeHours(8, 18, 1).rateAt(minute) > 0 && random.nextDouble() < 0.15;
      return works ? random.nextDouble(1, 15) : 0;
    };
  }

  /** Returns how many alerts each key had, alerts that come back within a day being one. */
  private void run(Duration length, Duration step) {
    Instant evaluated = START.plus(LEARNING);
    for (Instant now = START; now.isBefore(evaluated); now = now.plus(Duration.ofHours(1))) {
      tracker.advance(usage, now);
    }
    Map<Object, Instant> open = new HashMap<>();
    for (Instant now = evaluated; now.isBefore(evaluated.plus(length)); now = now.plus(step)) {
      tracker.advance(usage, now.plusSeconds(5));
      for (Finding finding : tracker.evaluate(usage, now.plusSeconds(5))) {
        Instant last = open.put(List.of(finding.kind(), finding.subject()), now);
        if (last == null || last.isBefore(now.minus(Duration.ofMinutes(15)))) {
          String key = String.valueOf(finding.subject().keyId());
          alerts
              .computeIfAbsent(key, k -> new TreeMap<>())
              .merge(finding.kind().code(), 1, Integer::sum);
        }
      }
    }
  }

  private void assertFew(int keys, double months) {
    int sum =
        alerts.values().stream()
            .flatMap(kinds -> kinds.values().stream())
            .mapToInt(Integer::intValue)
            .sum();
    Set<String> noisy = new HashSet<>();
    alerts.forEach(
        (key, kinds) -> {
          if (kinds.values().stream().mapToInt(Integer::intValue).sum() > Math.ceil(months)) {
            noisy.add(key + kinds);
          }
        });
    assertThat(noisy).as("keys with more than an alert a month").isEmpty();
    assertThat(sum / (keys * months)).as("alerts a key and month: %s", alerts).isLessThan(0.1);
  }

  @Test
  void quietKeys_overAMonth_raiseHardlyAnAlert() {
    addKeys(2 * HABITS);
    run(Duration.ofDays(30), Duration.ofMinutes(5));
    assertFew(2 * HABITS, 1);
  }

  @Test
  @Tag("deep")
  void quietKeys_overMonths_raiseHardlyAnAlert() {
    addKeys(200);
    run(Duration.ofDays(90), Duration.ofMinutes(1));
    assertFew(200, 3);
  }
}
