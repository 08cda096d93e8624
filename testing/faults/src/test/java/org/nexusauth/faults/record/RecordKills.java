package org.nexusauth.faults.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.node.JavaProcess;
import org.nexusauth.faults.node.SettingsFile;
import org.nexusauth.testkit.TestKeys;

/** Kills nodes that change keys, one after the other, and looks at what they leave. */
final class RecordKills {
  private static final TestKeys KEYS = TestKeys.create();
  private static final int INTEGRATIONS = 2;
  private static final int MAX_CHANGES = 16;
  private static final long MAX_DELAY = Duration.ofMillis(50).toNanos();

  private final Map<String, String> settings;
  private final Path folder;
  private final KilledServer server;
  private final ChangeJournal journal = new ChangeJournal();
  private final List<String> integrationIds = new ArrayList<>();

  /** A server that is killed with each node. */
  interface KilledServer {
    /** A server that is not killed, or none. */
    KilledServer NONE =
        new KilledServer() {
          @Override
          public void kill() {}

          @Override
          public void restart() {}
        };

    /** Ends it as {@code kill -9} does. */
    void kill();

    /** Starts it again. */
    void restart();
  }

  /**
   * @param store a gate's properties of an empty database
   * @param folder for the files of the processes
   * @param server what is killed a little before each node
   */
  RecordKills(Map<String, String> store, Path folder, KilledServer server) {
    this.settings = RecordNode.settingsFor(KEYS, store);
    this.folder = folder;
    this.server = server;
  }

  /**
   * Kills nodes.
   *
   * @param times how many
   * @param between after how many the database is opened and looked at; nothing closes it before
   */
  void killOften(int times, int between) throws Exception {
    prepareDatabase();
    Path file = SettingsFile.write(settings, folder);
    for (int time = 1; time <= times; time++) {
      int before = journal.count();
      killOne(file);
      assertThat(journal.count()).as(this::readLog).isGreaterThan(before);
      if (time % between == 0 || time == times) {
        assertNothingIsLost();
      }
    }
  }

  private void prepareDatabase() {
    try (RecordNode node = RecordNode.open(settings)) {
      RecordNode.prepare(node.services(), KEYS);
      for (int i = 0; i < INTEGRATIONS; i++) {
        integrationIds.add(
            RecordNode.createIntegration(node.services(), "Shop " + i, RecordNode.AGENT));
      }
    }
  }

  private void killOne(Path file) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(file.toString()));
    arguments.addAll(integrationIds);
    Process process =
        JavaProcess.start(
            folder.resolve("node.log"), RandomChangesMain.class, arguments.toArray(String[]::new));
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).as(this::readLog).isEqualTo(RandomChangesMain.OPEN);
      readUntilKilled(process, output);
    } finally {
      process.toHandle().destroyForcibly();
    }
    process.waitFor();
  }

  /** A random number of changes is acknowledged before, and up to 50 ms go by. */
  private void readUntilKilled(Process process, BufferedReader output) throws Exception {
    int last = journal.count() + 1 + ThreadLocalRandom.current().nextInt(MAX_CHANGES);
    CompletableFuture<Void> killed = null;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      journal.add(ChangeLine.parse(line));
      if (killed == null && journal.count() >= last) {
        killed = CompletableFuture.runAsync(() -> killBoth(process), afterRandomDelay());
      }
    }
    if (killed != null) {
      killed.get();
      server.restart();
    }
  }

  private static Executor afterRandomDelay() {
    return CompletableFuture.delayedExecutor(
        ThreadLocalRandom.current().nextLong(MAX_DELAY), TimeUnit.NANOSECONDS);
  }

  private void killBoth(Process process) {
    server.kill();
    process.toHandle().destroyForcibly(); // The process itself would close its streams.
  }

  private String readLog() {
    try {
      return Files.readString(folder.resolve("node.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void assertNothingIsLost() {
    try (RecordNode node = RecordNode.open(settings)) {
      RecordInvariants invariants = new RecordInvariants(node);
      invariants.assertConsistent();
      invariants.assertHolds(journal);
    }
  }

  void report(String engine, int times) {
    Results.add(
        "record-kills",
        "%s\tkilled %s times\t%s changes acknowledged, %s keys handed out; 0 lost, 0 half done"
            .formatted(engine, times, journal.count(), journal.texts().size()));
  }
}
