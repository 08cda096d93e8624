package org.nexusauth.faults.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.faults.engine.Engines;
import org.nexusauth.faults.engine.KillableEngine;
import org.nexusauth.faults.node.JavaProcess;

/** R13, R14: what was acknowledged is there after {@code kill -9}, up to 50 ms later. */
final class KillIT {
  private static final long MOST_DELAY = TimeUnit.MILLISECONDS.toNanos(50);

  @TempDir Path folder;

  static Stream<Arguments> some() {
    return Stream.of(Arguments.of(Engines.POSTGRESQL, 2), Arguments.of(Engines.REDIS, 6));
  }

  @ParameterizedTest
  @MethodSource("some")
  @Timeout(120)
  void killed_engine_keepsWhatItAcknowledged(Engines kind, int times) throws Exception {
    killEngine(kind, times);
  }

  static Stream<Arguments> many() {
    return Stream.of(Arguments.of(Engines.POSTGRESQL, 300), Arguments.of(Engines.REDIS, 400));
  }

  @ParameterizedTest
  @MethodSource("many")
  @Tag("deep")
  @Timeout(3_600)
  void oftenKilled_engine_keepsWhatItAcknowledged(Engines kind, int times) throws Exception {
    killEngine(kind, times);
  }

  @Test
  @Timeout(120)
  void killed_node_keepsWhatItAcknowledged() throws Exception {
    killNode(30); // Nothing closes the file between: H2 2.5.252 lost commits after some twenty.
  }

  @Test
  @Tag("deep")
  @Timeout(3_600)
  void oftenKilled_node_keepsWhatItAcknowledged() throws Exception {
    killNode(300);
  }

  private void killEngine(Engines kind, int times) throws Exception {
    try (KillableEngine engine = (KillableEngine) kind.start(folder)) {
      Database database = engine.create();
      Map<String, String> settings = database.settings().apply(database.port());
      Acknowledged acknowledged = new Acknowledged();
      try (Opened store = Opened.by(settings)) {
        Revoker revoker = new Revoker(store, acknowledged);
        Thread thread = new Thread(revoker);
        thread.start();
        for (int time = 0; time < times; time++) {
          awaitOneMoreOf(acknowledged);
          engine.kill();
          engine.restart();
        }
        revoker.end();
        thread.join();
      }
      acknowledged.areAllIn(settings);
      tell(database.toString(), times, acknowledged);
    }
  }

  private static void awaitOneMoreOf(Acknowledged acknowledged) {
    int before = acknowledged.count();
    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(30))
        .until(() -> acknowledged.count() > before);
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_DELAY));
  }

  private void killNode(int times) throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("keys").toAbsolutePath();
    Acknowledged acknowledged = new Acknowledged();
    for (int time = 0; time < times; time++) {
      int before = acknowledged.count();
      killNode(url, time, acknowledged);
      assertThat(acknowledged.count()).isGreaterThan(before);
    }
    acknowledged.areAllIn(RevokingMain.settings(url));
    tell("node with H2", times, acknowledged);
  }

  private void killNode(String url, int time, Acknowledged acknowledged) throws Exception {
    Process process =
        JavaProcess.start(folder.resolve("node.log"), RevokingMain.class, url, "key_" + time + "_");
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      acknowledged.add(output.readLine());
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_DELAY));
      process.toHandle().destroyForcibly(); // A process would close what it has said, too.
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("key_")) {
          acknowledged.add(line);
        }
      }
    }
    process.waitFor();
  }

  private static void tell(String what, int times, Acknowledged acknowledged) {
    Results.add(
        "kills",
        "%s\tkilled %s times\t%s acknowledged, 0 lost"
            .formatted(what, times, acknowledged.count()));
  }
}
