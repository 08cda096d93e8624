package org.nexusauth.management.alert.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.management.alert.activity.SceneRun.INCIDENT;
import static org.nexusauth.management.alert.activity.SceneRun.START;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyFacts;

/** What happens to many keys, or is no incident, raises no alert. */
class QuietScenesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final SceneRun run = new SceneRun(2);

  private List<Finding> findings(String from, String to, Duration step) {
    run.passUntil(Instant.parse(from));
    return run.findingsBetween(Instant.parse(from), Instant.parse(to), step);
  }

  private void addDailyKeys() {
    run.add(new SimulatedKey("office", 1, Habit.officeHours(9, 17, 80)));
    run.add(new SimulatedKey("wave", 2, Habit.wave(20, 200, 0.3)));
    run.add(new SimulatedKey("workdays", 3, Habit.steady(60).onWorkdays()));
    run.add(new SimulatedKey("night job", 4, Habit.daily(2, 10, 400)));
    run.add(new SimulatedKey("shop", 5, Habit.shopHours(8, 20, 40)));
  }

  @Test
  void holidays_ofFourDays_raiseNothing() {
    addDailyKeys();
    assertThat(findings("2026-04-02T00:00:00Z", "2026-04-08T00:00:00Z", FIVE_MINUTES)).isEmpty();
  }

  @Test
  void changeOfClocks_toSummerTime_raisesNothing() {
    addDailyKeys();
    assertThat(findings("2026-03-28T12:00:00Z", "2026-03-31T12:00:00Z", FIVE_MINUTES)).isEmpty();
  }

  @Test
  void newCustomer_whoseTrafficGrowsEachDay_raisesNothing() {
    long from = INCIDENT.getEpochSecond() / 60;
    Habit growing = Habit.wave(0.5, 3, 0.5).growing(1.5, from).beginning(INCIDENT);
    run.add(new SimulatedKey("new", 1, growing), now -> factsSince("new"));
    assertThat(findings("2026-03-11T10:00:00Z", "2026-03-24T00:00:00Z", FIVE_MINUTES)).isEmpty();
  }

  @Test
  void newCustomer_whoTriesAndThenBegins_raisesNothing() {
    Habit tries = minute -> Math.floorMod(minute, 500L) < 5 ? 30 : 0;
    Habit goesLive = Habit.officeHours(8, 19, 150).beginning(INCIDENT.plus(Duration.ofDays(2)));
    run.add(
        new SimulatedKey("new", 1, tries.beginning(INCIDENT).plus(goesLive)),
        now -> factsSince("new"));
    assertThat(findings("2026-03-11T10:00:00Z", "2026-03-15T00:00:00Z", MINUTE)).isEmpty();
  }

  private static KeyFacts factsSince(String key) {
    return new SampleFacts(new SimulatedKey(key, 0, Habit.steady(0)).id, INCIDENT).build();
  }

  @Test
  void application_awayForTenMinutes_raisesNothingOfSingleKeys() {
    Instant back = INCIDENT.plus(Duration.ofMinutes(10));
    SceneRun outage = new SceneRun(6);
    SimulatedUsage usage = new SimulatedUsage(START);
    outage.usage.keys.forEach(
        key ->
            usage.add(
                new SimulatedKey(key.id.keyId(), 3, pausedBetween(key.habit, INCIDENT, back)),
                outage.usage.facts.get(key.id)));
    ActivityTracker tracker = outage.tracker;
    for (Instant now = START; now.isBefore(INCIDENT); now = now.plus(Duration.ofHours(1))) {
      tracker.advance(usage, now);
    }
    for (Instant now = INCIDENT; now.isBefore(back.plus(FIVE_MINUTES)); now = now.plusSeconds(20)) {
      tracker.advance(usage, now);
      assertThat(tracker.evaluate(usage, now)).isEmpty();
    }
  }

  private static Habit pausedBetween(Habit habit, Instant from, Instant to) {
    return habit.times(0, from.getEpochSecond() / 60, to.getEpochSecond() / 60);
  }

  @Test
  void tracker_startedAgain_findsTheSame() {
    run.add(new SimulatedKey("k", 1, Habit.steady(100).timesSince(3, INCIDENT)));
    Instant later = INCIDENT.plus(Duration.ofMinutes(5));
    run.passUntil(INCIDENT);
    assertThat(run.evaluateAt(later))
        .extracting(Finding::kind)
        .containsExactly(AlertKind.TRAFFIC_SPIKE);

    run.tracker = new ActivityTracker(AlertThresholds.DEFAULT);

    assertThat(run.evaluateAt(later))
        .extracting(Finding::kind)
        .containsExactly(AlertKind.TRAFFIC_SPIKE);
    assertThat(run.evaluateAt(INCIDENT.plus(Duration.ofHours(2))))
        .extracting(Finding::kind)
        .containsExactly(AlertKind.TRAFFIC_SPIKE);
  }

  @Test
  void change_thatLastsForDays_isUsualThen() {
    run.add(new SimulatedKey("k", 1, Habit.steady(100).timesSince(3, INCIDENT)));
    run.passUntil(INCIDENT.plus(Duration.ofHours(50)));
    assertThat(run.evaluateAt(INCIDENT.plus(Duration.ofHours(50)))).isEmpty();
  }

  @Test
  void keyWithOpenSilence_followedAfterStart_isStillSilent() {
    run.add(
        new SimulatedKey("k", 1, Habit.steady(20).timesSince(0, INCIDENT)),
        now ->
            new SampleFacts(new SimulatedKey("k", 1, Habit.steady(0)).id, START)
                .lastUsed(INCIDENT)
                .build());
    Instant later = INCIDENT.plus(Duration.ofDays(3));
    run.passUntil(later);
    assertThat(run.evaluateAt(later)).extracting(Finding::kind).containsExactly(AlertKind.SILENCE);

    run.tracker = new ActivityTracker(AlertThresholds.DEFAULT);
    run.tracker.advance(run.usage, later);
    assertThat(run.tracker.evaluate(run.usage, later)).isEmpty();
    run.tracker.follow(new SimulatedKey("k", 1, Habit.steady(0)).id);

    assertThat(run.evaluateAt(later)).extracting(Finding::kind).containsExactly(AlertKind.SILENCE);
    assertThat(run.evaluateAt(later.plus(MINUTE)))
        .extracting(Finding::kind)
        .containsExactly(AlertKind.SILENCE);
  }
}
