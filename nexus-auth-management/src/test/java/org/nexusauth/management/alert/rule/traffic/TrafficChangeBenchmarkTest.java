package org.nexusauth.management.alert.rule.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.traffic.NabScore.Profile;

/** Runs the detector over labelled series, point by point; the scores are in target/nab. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrafficChangeBenchmarkTest {
  private static final Path SCORES = Path.of("target/nab");

  private final List<NabSeries> series = new ArrayList<>();
  private final List<double[]> scores = new ArrayList<>();

  @BeforeAll
  void detect() throws IOException {
    for (NabSeries one : NabSeries.readAll()) {
      TrafficChangeDetector detector =
          new TrafficChangeDetector(AlertThresholds.DEFAULT.trafficDeviations(), one.pointsADay());
      double[] found = one.values().stream().mapToDouble(detector::add).toArray();
      series.add(one);
      scores.add(found);
      write(one, found);
    }
  }

  private static void write(NabSeries one, double[] found) throws IOException {
    List<String> lines = new ArrayList<>(List.of("timestamp,value,score"));
    for (int i = 0; i < found.length; i++) {
      lines.add(one.times().get(i) + "," + one.values().get(i) + "," + found[i]);
    }
    Path file = SCORES.resolve(one.name());
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  private double score(Profile profile, String... names) {
    NabScore score = new NabScore(profile);
    for (int i = 0; i < series.size(); i++) {
      String name = series.get(i).name();
      if (names.length == 0 || List.of(names).stream().anyMatch(name::contains)) {
        score.add(series.get(i), scores.get(i));
      }
    }
    return score.compute();
  }

  private double scoreOfTraffic(Profile profile) {
    return score(profile, "Twitter_volume", "elb_request_count", "nyc_taxi", "art_");
  }

  @Test
  void allSeries_scored_areAboveTheBenchmarksGaussian() {
    assertThat(score(Profile.STANDARD)).isGreaterThan(50);
    assertThat(score(Profile.LOW_FALSE_POSITIVES)).isGreaterThan(41);
    assertThat(score(Profile.LOW_FALSE_NEGATIVES)).isGreaterThan(55);
  }

  @Test
  void seriesOfTraffic_scored_areAboveTheBenchmarksGaussian() {
    assertThat(scoreOfTraffic(Profile.STANDARD)).isGreaterThan(57);
    assertThat(scoreOfTraffic(Profile.LOW_FALSE_POSITIVES)).isGreaterThan(47);
    assertThat(scoreOfTraffic(Profile.LOW_FALSE_NEGATIVES)).isGreaterThan(61);
  }
}
