package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What was acknowledged is there after the process was killed. */
final class H2ProcessKillTest {
  private static final int TIMES = 10;

  @TempDir Path folder;

  /** A delay in the URL is set anew by each connection, for all. */
  @ParameterizedTest
  @ValueSource(strings = {"", ";WRITE_DELAY=2000"})
  void acknowledged_revocations_outliveTheProcess(String more) throws Exception {
    TestDatabase database = TestDatabase.inFile(folder.resolve("keys"));
    List<String> acknowledged = new ArrayList<>();
    for (int time = 0; time < TIMES; time++) {
      acknowledged.addAll(run(database.url() + more, time));
    }

    try (JdbcRevocationStore store = database.open(Map.of())) {
      Set<SubjectId> kept = new HashSet<>();
      store
          .changesAfter(Cursor.START, 10_000, Duration.ZERO)
          .changes()
          .forEach((Change change) -> kept.add(change.subject()));
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(TIMES);
      assertThat(kept)
          .containsAll(
              acknowledged.stream()
                  .map(id -> SubjectId.of(Subject.key(null, "org_1", "int_1", id)))
                  .toList());
    }
  }

  private static List<String> run(String url, int time) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HaltingNode.class.getName(),
                url,
                "run-" + time + "-",
                String.valueOf(1 + 3 * time))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines;
    try (BufferedReader output = process.inputReader()) {
      lines = output.lines().filter(line -> line.startsWith("run-")).toList();
    }
    assertThat(process.waitFor()).isEqualTo(1);
    return lines;
  }
}
