package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.nexusauth.jdbc.internal.record.JdbcManagementStore;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** Kills processes that write records, and compares what they left with what they acknowledged. */
final class RecordKills {
  private static final long MAX_DELAY = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int MAX_EVENTS = 1_000_000;

  private final TestDatabase database;
  private final List<String> acknowledged = new ArrayList<>();

  RecordKills(TestDatabase database) {
    this.database = database;
  }

  void killOften(int times) throws IOException, InterruptedException {
    for (int time = 0; time < times; time++) {
      int before = acknowledged.size();
      killOnce("run-" + time + "-");
      assertThat(acknowledged).hasSizeGreaterThan(before);
    }
    assertNothingIsHalfDone();
  }

  private void killOnce(String prefix) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RecordWritingNode.class.getName(),
                database.url(),
                prefix)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      boolean killed = false;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(prefix)) {
          acknowledged.add(line);
        }
        if (!killed && line.startsWith(prefix)) {
          LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_DELAY));
          process.toHandle().destroyForcibly(); // A process would close what it has said, too.
          killed = true;
        }
      }
    }
    process.waitFor();
  }

  private void assertNothingIsHalfDone() {
    try (JdbcManagementStore records = database.openRecords();
        JdbcRevocationStore revocations = database.open()) {
      List<String> audited =
          assertUnbroken(records.read(all -> all.readAuditEvents(0, MAX_EVENTS)));
      assertThat(audited).containsAll(acknowledged).doesNotHaveDuplicates();
      for (String keyId : audited) {
        assertThat(RecordChange.isKnown(records, keyId)).isTrue();
      }
      assertThat(database.number("SELECT COUNT(*) FROM nexus_auth_api_key"))
          .as("no record without its event")
          .isEqualTo(audited.size());
      assertThat(revokedIn(revocations))
          .as("no record without its revocation, nor the other way round")
          .isEqualTo(
              audited.stream()
                  .map(keyId -> SubjectId.of(Subject.key(null, "org_1", "int_1", keyId)))
                  .collect(Collectors.toSet()));
    }
  }

  private static List<String> assertUnbroken(List<AuditEvent> events) {
    List<String> keys = new ArrayList<>();
    String hash = "";
    for (AuditEvent event : events) {
      hash = RecordChange.hashAfter(hash, event.subjectId());
      keys.add(event.subjectId());
      assertThat(event.sequence()).isEqualTo(keys.size());
      assertThat(event.hash()).isEqualTo(hash);
    }
    return keys;
  }

  private static Set<SubjectId> revokedIn(JdbcRevocationStore store) {
    Set<SubjectId> revoked = new HashSet<>();
    for (Change change : store.changesAfter(Cursor.START, MAX_EVENTS, Duration.ZERO).changes()) {
      revoked.add(change.subject());
    }
    return revoked;
  }
}
