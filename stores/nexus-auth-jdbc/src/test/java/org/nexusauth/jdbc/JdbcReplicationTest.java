package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.internal.FeedSettings;
import org.nexusauth.revocation.internal.ReplicatedStore;
import org.nexusauth.revocation.internal.ReplicationListener;

/** Nodes that follow one database, and what becomes of it. */
final class JdbcReplicationTest {
  private static final KeySubject KEY = KeySubject.builder("key_1", "int_1", "org_1").build();

  @TempDir Path folder;
  private TestDatabase database;
  private JdbcRevocationStore engine;
  private ReplicatedStore node;

  @BeforeEach
  void start() {
    database = TestDatabase.inFile(folder.resolve("keys"));
    engine = database.open(Map.of());
    node = follow(engine);
  }

  @AfterEach
  void stop() {
    node.close();
    engine.close();
  }

  private static ReplicatedStore follow(JdbcRevocationStore engine) {
    ReplicatedStore node =
        ReplicatedStore.of(
            engine, FeedSettings.STANDARD, Clock.systemUTC(), new ReplicationListener() {});
    await().until(() -> node.health().ready());
    return node;
  }

  private static Revocation revocation(String keyId) {
    return new Revocation(
        Subject.key(null, "org_1", "int_1", keyId), Instant.now(), null, null, "leaked");
  }

  private void isUnavailable(String problem) {
    await().untilAsserted(() -> assertThat(node.health().problem()).contains(problem));
    assertThatThrownBy(() -> node.statusOf(KEY)).isInstanceOf(StatusUnavailableException.class);
  }

  @Test
  void revoked_onOneNode_isRefusedOnTheOtherWithinASecond() {
    try (JdbcRevocationStore other = database.open(Map.of());
        ReplicatedStore second = follow(other)) {
      assertThat(second.statusOf(KEY)).isEqualTo(KeyStatus.active());

      node.writer().revoke(revocation("key_1"));

      assertThat(node.statusOf(KEY)).isEqualTo(KeyStatus.revoked("leaked"));
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(1))
          .until(() -> second.statusOf(KEY).equals(KeyStatus.revoked("leaked")));
    }
  }

  @Test
  void wiped_database_isNoticed() {
    node.writer().revoke(revocation("key_2"));
    database.execute(
        "UPDATE nexus_auth_head SET generation = RANDOM_UUID(), sequence = 0 WHERE id = 1");

    isUnavailable("it is another one");
  }

  @Test
  void older_copy_isNoticed() {
    node.writer().revoke(revocation("key_2"));
    node.writer().revoke(revocation("key_3"));
    await().until(() -> node.health().cursor().position() == 2);
    database.execute("UPDATE nexus_auth_head SET sequence = 1 WHERE id = 1");

    isUnavailable("it is older than what this node has seen");
  }

  @Test
  void restarted_engine_isFollowedOn() {
    node.writer().revoke(revocation("key_2"));
    database.shutDown();

    node.writer().revoke(revocation("key_1"));

    assertThat(node.statusOf(KEY)).isEqualTo(KeyStatus.revoked("leaked"));
    await().until(() -> node.health().problem() == null && node.health().cursor().position() == 2);
  }

  @Test
  void revocation_thatCouldNotBeStored_isToldAndHoldsHere() {
    database.execute("ALTER TABLE nexus_auth_change RENAME TO away");

    assertThatThrownBy(() -> node.writer().revoke(revocation("key_1")))
        .isInstanceOf(StatusUnavailableException.class)
        .hasMessageContaining("SQLState 42");
    assertThat(node.statusOf(KEY)).isEqualTo(KeyStatus.revoked("leaked"));
  }

  @Test
  void interrupted_caller_closesNoFile() {
    Thread.currentThread().interrupt();
    Throwable failure = catchThrowable(() -> engine.revoke(revocation("key_1")));
    assertThat(Thread.interrupted()).isTrue();
    if (failure != null) { // None where the database was faster than the caller began to wait.
      assertThat(failure).isInstanceOf(StatusUnavailableException.class);
    }

    engine.revoke(revocation("key_1"));
  }
}
