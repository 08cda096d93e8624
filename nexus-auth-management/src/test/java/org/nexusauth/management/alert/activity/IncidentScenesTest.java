package org.nexusauth.management.alert.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.management.alert.activity.SceneRun.INCIDENT;
import static org.nexusauth.management.alert.activity.SceneRun.START;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.management.alert.rule.Finding;

/** Incidents of one key after fifteen days of its usual traffic: each is found within its delay. */
class IncidentScenesTest {
  private static final String SCENES = "org.nexusauth.management.alert.activity.IncidentScenes#";
  private static final String TRAFFIC = SCENES + "trafficScenes";
  private static final String OUTCOMES = SCENES + "outcomeScenes";
  private static final String RECORDS = SCENES + "recordScenes";

  /** The second of its minute at which an incident begins; each scene runs with all of them. */
  private static final List<Integer> SECONDS = List.of(1, 44);

  @ParameterizedTest
  @MethodSource({TRAFFIC, OUTCOMES, RECORDS})
  void incident_ofOneKey_isFoundWithinItsDelay(IncidentScenes.Scene scene) {
    SECONDS.forEach(second -> play(scene, second));
  }

  @ParameterizedTest
  @MethodSource({TRAFFIC, OUTCOMES, RECORDS})
  @Tag("deep")
  void incident_atAnySecond_isFoundWithinItsDelay(IncidentScenes.Scene scene) {
    for (int second = 0; second < 60; second++) {
      play(scene, second);
    }
  }

  private static void play(IncidentScenes.Scene scene, int second) {
    Instant at = INCIDENT.plusSeconds(second);
    SceneRun run = new SceneRun(2);
    SimulatedKey key = scene.key().apply(7L + second, at);
    run.add(key, now -> scene.facts().apply(at, now).apply(new SampleFacts(key.id, START)).build());
    run.passUntil(at.minus(Duration.ofMinutes(20)));
    assertThat(run.findingsBetween(at.minus(Duration.ofMinutes(20)), at, Duration.ofMinutes(1)))
        .as("before it begins")
        .isEmpty();

    List<Finding> found = run.firstFindings(at, scene.delay());

    assertThat(found).as("at second %s", second).hasSize(1);
    assertThat(found.get(0).kind()).isEqualTo(scene.kind());
    assertThat(found.get(0).subject().keyId()).isEqualTo("k");
    assertThat(found.get(0).sentence())
        .contains(scene.words())
        .startsWith("Key \"Orders\" (…a91f) ");
  }
}
