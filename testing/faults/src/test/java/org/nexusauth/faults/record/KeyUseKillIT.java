package org.nexusauth.faults.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.node.JavaProcess;
import org.nexusauth.faults.node.SettingsFile;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.testkit.TestKeys;

/** When a key was used last is known after a node has ended: exactly, or within a second. */
final class KeyUseKillIT {
  private static final TestKeys KEYS = TestKeys.create();
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);

  /** What a busy machine adds to the interval. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = FLUSH_INTERVAL.plus(TOLERANCE);
  private static final int KILLS = 20;

  @TempDir Path folder;
  private Map<String, String> settings;
  private Generated key;

  @BeforeEach
  void prepareKey() {
    String url = "jdbc:h2:file:" + folder.resolve("keys").toAbsolutePath();
    settings =
        RecordNode.settingsFor(
            KEYS, Map.of("nexus.auth.revocation.store", "jdbc", "nexus.auth.jdbc.url", url));
    try (RecordNode node = RecordNode.open(settings)) {
      RecordNode.prepare(node.services(), KEYS);
      String integrationId =
          RecordNode.createIntegration(node.services(), "Shop", RecordNode.AGENT);
      key = RecordNode.generate(node.services(), integrationId);
    }
  }

  @Test
  @Timeout(120)
  void terminated_node_losesNoUse() throws Exception {
    assertThat(lostBy(ProcessHandle::destroy, SHORT)).isEqualTo(Duration.ZERO);
  }

  @Test
  @Timeout(120)
  void killed_node_losesTheUsesOfASecond() throws Exception {
    assertThat(lostBy(ProcessHandle::destroyForcibly, LONG))
        .isLessThanOrEqualTo(FLUSH_INTERVAL.plus(TOLERANCE));
  }

  @Test
  @Tag("deep")
  @Timeout(1_200)
  void oftenKilled_nodes_loseTheUsesOfASecond() throws Exception {
    Duration most = Duration.ZERO;
    for (int i = 0; i < KILLS; i++) {
      Duration lost = lostBy(ProcessHandle::destroyForcibly, LONG);
      if (lost.compareTo(most) > 0) {
        most = lost;
      }
    }
    Results.add("record-kills", "uses\tkilled " + KILLS + " times, lost at most " + most);
    assertThat(most).isLessThanOrEqualTo(FLUSH_INTERVAL.plus(TOLERANCE));
  }

  /** How a process is ended. */
  private interface End {
    boolean apply(ProcessHandle process);
  }

  /** Returns by how much the recorded last use is before the real one. */
  private Duration lostBy(End end, Duration life) throws Exception {
    Instant lastUse = useUntil(end, life);
    try (RecordNode node = RecordNode.open(settings)) {
      Instant recorded =
          node.read(all -> all.findKeyUse(key.record().ref()))
              .map(KeyUse::lastAt)
              .orElse(Instant.EPOCH);
      if (recorded.isBefore(lastUse)) {
        return Duration.between(recorded, lastUse);
      }
      return Duration.ZERO;
    }
  }

  /** Ends a node at an age, or up to a second later; returns when the last request came. */
  private Instant useUntil(End end, Duration life) throws Exception {
    Path file = SettingsFile.write(settings, folder);
    Path log = folder.resolve("node.log");
    Process process = JavaProcess.start(log, UsingMain.class, file.toString());
    try (Writer input = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      input.write(key.key().text() + System.lineSeparator());
      input.flush();
      String first = output.readLine();
      assertThat(first).as(() -> read(log)).isNotNull();
      return readUntilEnded(process, output, Instant.parse(first).plus(life), end);
    } finally {
      process.toHandle().destroyForcibly();
    }
  }

  private static Instant readUntilEnded(
      Process process, BufferedReader output, Instant earliest, End end) throws Exception {
    Instant at = earliest.plusMillis(ThreadLocalRandom.current().nextLong(1_000));
    Instant last = earliest;
    boolean ended = false;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      last = Instant.parse(line);
      if (!ended && last.isAfter(at)) {
        ended = true;
        end.apply(process.toHandle()); // The process itself would close its streams.
      }
    }
    process.waitFor();
    return last.truncatedTo(ChronoUnit.MILLIS); // As a gate's clock ticks.
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
