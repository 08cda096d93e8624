package org.nexusauth.faults.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.faults.engine.Postgres;
import org.nexusauth.faults.node.JavaProcess;
import org.nexusauth.faults.node.SettingsFile;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;

/** Usage against the access logs of nodes that are ended. */
final class UsageKillIT {
  private static final TestKeys KEYS = TestKeys.create();
  private static final String ORGANIZATION = "org_kills";
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);

  /** What a busy machine adds to the interval. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final int REQUESTS = 10_000;
  private static final int KILLS = 20;
  private static final int NODES = 5;
  private static final long PAUSE = 1_000_000;

  @TempDir Path folder;

  private static Map<String, String> settingsFor(Map<String, String> store, String flush) {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.putAll(store);
    settings.put("nexus.auth.usage.store", "jdbc");
    settings.put("nexus.auth.usage.flush", flush);
    return settings;
  }

  private Map<String, String> inFile() {
    String url = "jdbc:h2:file:" + folder.resolve("usage").toAbsolutePath();
    return Map.of("nexus.auth.revocation.store", "jdbc", "nexus.auth.jdbc.url", url);
  }

  /** What is in the access log of a node, and who sent it. */
  private record AccessLog(KeyId key, List<Instant> requests) {
    /** Returns how many came before the last interval. */
    long certain() {
      if (requests.isEmpty()) {
        return 0;
      }
      Instant end = requests.get(requests.size() - 1).minus(FLUSH_INTERVAL).minus(TOLERANCE);
      return requests.stream().filter(at -> at.isBefore(end)).count();
    }

    /** Returns for how long before the end requests were not counted. */
    Duration lostTime(long counted) {
      if (counted == requests.size()) {
        return Duration.ZERO;
      }
      return Duration.between(
          requests.get(Math.toIntExact(counted)), requests.get(requests.size() - 1));
    }
  }

  @Test
  @Timeout(120)
  void terminated_node_losesNothing() throws Exception {
    Map<String, String> settings = settingsFor(inFile(), "60");

    AccessLog log = run(settings, "key_terminated", REQUESTS, 0, ProcessHandle::destroy);

    assertThat(log.requests()).hasSize(REQUESTS);
    try (ApiKeyGate gate = ApiKeyGate.builder(settings).build()) {
      assertThat(countedBy(gate, UsageScope.key(log.key()))).isEqualTo(REQUESTS);
      assertThat(countedBy(gate, UsageScope.organization(ORGANIZATION))).isEqualTo(REQUESTS);
    }
  }

  @Test
  @Timeout(120)
  void killed_nodeWithAFile_losesASecond() throws Exception {
    Map<String, String> settings = settingsFor(inFile(), "1");

    AccessLog log = run(settings, "key_file", Integer.MAX_VALUE, PAUSE, UsageKillIT::killLater);

    try (ApiKeyGate gate = ApiKeyGate.builder(settings).build()) {
      assertThat(countedBy(gate, UsageScope.key(log.key())))
          .isBetween(log.certain(), (long) log.requests().size());
    }
  }

  @Test
  @Timeout(300)
  void oftenKilled_nodes_loseASecondEach() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(NODES);
    try (Postgres postgres = Postgres.start(folder)) {
      Database database = postgres.create();
      Map<String, String> settings = settingsFor(database.settings().apply(database.port()), "1");
      List<Callable<AccessLog>> lives = new ArrayList<>();
      for (int i = 0; i < KILLS; i++) {
        String key = "key_" + i;
        lives.add(() -> run(settings, key, Integer.MAX_VALUE, PAUSE, UsageKillIT::killLater));
      }
      List<AccessLog> logs = new ArrayList<>();
      for (Future<AccessLog> life : threads.invokeAll(lives)) {
        logs.add(life.get());
      }
      requireCounted(settings, logs);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void requireCounted(Map<String, String> settings, List<AccessLog> logs) {
    try (ApiKeyGate gate = ApiKeyGate.builder(settings).build()) {
      long requests = 0;
      long counted = 0;
      long certain = 0;
      Duration lost = Duration.ZERO;
      for (AccessLog log : logs) {
        long ofKey = countedBy(gate, UsageScope.key(log.key()));
        assertThat(ofKey)
            .as("requests of %s", log.key())
            .isBetween(log.certain(), (long) log.requests().size());
        requests += log.requests().size();
        counted += ofKey;
        certain += log.certain();
        lost = Collections.max(List.of(lost, log.lostTime(ofKey)));
      }
      assertThat(certain).as("requests before the last flush").isPositive();
      assertThat(countedBy(gate, UsageScope.organization(ORGANIZATION))).isEqualTo(counted);
      Results.add(
          "usage-kills",
          "usage\tkilled "
              + KILLS
              + " times, counted "
              + counted
              + " of "
              + requests
              + ", lost at most "
              + lost);
    }
  }

  private static long countedBy(ApiKeyGate gate, UsageScope scope) {
    UsageRange range = UsageRange.endingAt(Instant.now(), Duration.ofMinutes(1), 60);
    return gate.usage().orElseThrow().reader().readSeries(scope, range).sum().requests();
  }

  /** How a process is ended. */
  private interface End {
    void apply(ProcessHandle process);
  }

  private static void killLater(ProcessHandle process) {
    long life = ThreadLocalRandom.current().nextLong(4_000, 5_000);
    process.onExit().completeOnTimeout(process, life, TimeUnit.MILLISECONDS).join();
    process.destroyForcibly();
  }

  private static String textOf(KeyId key) {
    return KEYS.key()
        .organization(key.organizationId())
        .integration(key.integrationId())
        .id(key.keyId())
        .text();
  }

  /** Ends a node when it has answered the first of its requests, or all if they are few. */
  private AccessLog run(
      Map<String, String> settings, String keyId, int requests, long pause, End end)
      throws Exception {
    Path own = Files.createDirectory(folder.resolve(keyId));
    Path log = own.resolve("node.log");
    String file = SettingsFile.write(settings, own).toString();
    KeyId key = new KeyId(ORGANIZATION, "int_kills", keyId);
    Process process =
        JavaProcess.start(
            log, CountingMain.class, file, Integer.toString(requests), Long.toString(pause));
    List<Instant> answered = new ArrayList<>();
    try (Writer input = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      input.write(textOf(key) + System.lineSeparator());
      input.flush();
      readUntilEnded(new Life(process, output, requests, end), answered);
      assertThat(answered).as(() -> read(log)).isNotEmpty();
      return new AccessLog(key, answered);
    } finally {
      process.toHandle().destroyForcibly();
    }
  }

  /** A process, and when and how it ends. */
  private record Life(Process process, BufferedReader output, int requests, End end) {}

  private static void readUntilEnded(Life life, List<Instant> answered) throws Exception {
    Thread ending = new Thread(() -> life.end.apply(life.process.toHandle()));
    int first = 1;
    if (life.requests == REQUESTS) {
      first = REQUESTS;
    }
    for (String line = life.output.readLine(); line != null; line = life.output.readLine()) {
      if (!line.endsWith("Z")) {
        break; // A line that the end has cut.
      }
      answered.add(Instant.parse(line));
      if (answered.size() == first) {
        ending.start(); // The process itself would close its streams.
      }
    }
    life.process.waitFor();
    ending.join();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
