package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** The launcher of two nodes is killed, young and old: what they acknowledged is there. */
@Execution(ExecutionMode.CONCURRENT)
final class SharedDatabaseIT {
  /** H2 2.5.252 lost what was committed by a launcher that was this old when it was killed. */
  private static final Duration OLD = Duration.ofSeconds(50);

  private static final List<Duration> AGES =
      List.of(Duration.ofSeconds(1), OLD, Duration.ofSeconds(1));

  @TempDir Path folder;

  /** A launcher without its nodes. */
  static final class Launcher {
    private Launcher() {}

    public static void main(String[] folder) throws InterruptedException {
      System.out.println(
          SharedDatabase.open(new RevocationFile(new DataFolder(Path.of(folder[0])))).url());
      Thread.currentThread().join();
    }
  }

  @Test
  @Timeout(180)
  void killed_launcher_losesNothing() throws Exception {
    List<SubjectId> acknowledged = new ArrayList<>();
    for (int time = 0; time < AGES.size(); time++) {
      acknowledged.addAll(revokeAndKill(time));
    }
    Process last = launch();
    try (BufferedReader output = last.inputReader(StandardCharsets.UTF_8)) {
      assertThat(all(open(output.readLine()))).containsAll(acknowledged);
    } finally {
      kill(last);
    }
  }

  private List<SubjectId> revokeAndKill(int time) throws Exception {
    Process launcher = launch();
    try (BufferedReader output = launcher.inputReader(StandardCharsets.UTF_8)) {
      String url = output.readLine();
      List<RevocationFeed> nodes = List.of(open(url), open(url));
      List<SubjectId> acknowledged = new ArrayList<>();
      await().atMost(OLD.multipliedBy(2)).pollDelay(AGES.get(time)).until(() -> true);
      for (int i = 0; i < nodes.size(); i++) {
        Subject key = Subject.key(null, "org_1", "int_1", "key_" + time + "_" + i);
        ((RevocationWriter) nodes.get(i))
            .revoke(new Revocation(key, Instant.now(), null, null, "leaked"));
        acknowledged.add(SubjectId.of(key));
      }
      kill(launcher);
      for (RevocationFeed node : nodes) {
        ((AutoCloseable) node).close();
      }
      return acknowledged;
    } finally {
      kill(launcher);
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Launcher.class.getName(),
            folder.toString())
        .redirectError(folder.resolve("error.txt").toFile())
        .start();
  }

  /** Not by the process itself, which would close its streams. */
  private static void kill(Process launcher) throws InterruptedException {
    launcher.toHandle().destroyForcibly();
    launcher.waitFor();
  }

  private static RevocationFeed open(String url) {
    RevocationStoreProvider jdbc =
        ServiceLoader.load(RevocationStoreProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("jdbc"))
            .findFirst()
            .orElseThrow();
    return jdbc.open(
        new StoreSettings(Map.of("nexus.auth.jdbc.url", url), Duration.ofMillis(100), false));
  }

  private static Set<SubjectId> all(RevocationFeed feed) throws Exception {
    try (AutoCloseable closing = (AutoCloseable) feed) {
      assertThat(closing).isNotNull();
      return feed.changesAfter(Cursor.START, 1_000, Duration.ZERO).changes().stream()
          .map(Change::subject)
          .collect(Collectors.toSet());
    }
  }
}
