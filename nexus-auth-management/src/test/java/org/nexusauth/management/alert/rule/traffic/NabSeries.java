package org.nexusauth.management.alert.rule.traffic;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A series of the Numenta Anomaly Benchmark with its labels. They lie beside the repository;
 * without them the tests are skipped.
 *
 * @param name its file
 * @param times the time of each point
 * @param values the value of each point
 * @param windows the first and last time of each anomaly
 */
record NabSeries(
    String name, List<LocalDateTime> times, List<Double> values, List<LocalDateTime[]> windows) {
  private static final Path FOLDER =
      Path.of(System.getProperty("nexus.shared.data", "../../shared/data")).resolve("nab");

  static List<NabSeries> readAll() {
    Path labels = FOLDER.resolve("windows.json");
    assumeTrue(Files.exists(labels), () -> "there is no benchmark at " + FOLDER.toAbsolutePath());
    List<NabSeries> all = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(labels.toFile())) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        all.add(read(name, readWindows(parser)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static List<LocalDateTime[]> readWindows(JsonParser parser) throws IOException {
    List<LocalDateTime[]> windows = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      LocalDateTime from = timeOf(parser.nextTextValue());
      windows.add(new LocalDateTime[] {from, timeOf(parser.nextTextValue())});
      parser.nextToken();
    }
    return windows;
  }

  private static NabSeries read(String name, List<LocalDateTime[]> windows) throws IOException {
    List<LocalDateTime> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    List<String> lines = Files.readAllLines(FOLDER.resolve("data").resolve(name));
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = line.split(",", -1);
      times.add(timeOf(columns[0]));
      values.add(Double.valueOf(columns[1]));
    }
    return new NabSeries(name, times, values, windows);
  }

  private static LocalDateTime timeOf(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }

  /** Returns how many points a day has, by the most frequent distance of points. */
  int pointsADay() {
    List<Long> steps = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      steps.add(ChronoUnit.SECONDS.between(times.get(i - 1), times.get(i)));
    }
    steps.sort(Long::compare);
    return (int) (86_400 / steps.get(steps.size() / 2));
  }
}
