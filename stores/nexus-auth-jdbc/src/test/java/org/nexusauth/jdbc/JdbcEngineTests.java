package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.internal.FeedSettings;
import org.nexusauth.revocation.internal.ReplicatedStore;
import org.nexusauth.revocation.internal.ReplicationListener;

/** What holds with both databases, beside the cases of the kit. */
abstract class JdbcEngineTests {
  private static final String COUNTED =
      "SELECT entries - (SELECT COUNT(*) FROM nexus_auth_change) FROM nexus_auth_head";

  /** Returns a new database of this engine. */
  abstract TestDatabase database();

  /** Returns the URL of a database with one more schema before its own. */
  abstract String behind(TestDatabase database, String schema);

  private static Revocation revocation(String keyId, Instant until) {
    return new Revocation(
        Subject.key(null, "org_1", "int_1", keyId), Instant.EPOCH, null, until, "leaked");
  }

  private static List<Change> told(JdbcRevocationStore store) {
    return store.changesAfter(Cursor.START, 10_000, Duration.ZERO).changes();
  }

  private static ReplicatedStore follow(JdbcRevocationStore store) {
    return ReplicatedStore.of(
        store, FeedSettings.STANDARD, Clock.systemUTC(), new ReplicationListener() {});
  }

  @Test
  void store_withIdsOfAnotherForm_isRefusedAtTheStart() {
    TestDatabase database = database();
    database.init();
    database.execute("UPDATE nexus_auth_head SET subject_form = 3");
    assertForm(database, "the ids of form 3", "use the version of Nexus Auth that set it up");

    database.execute("ALTER TABLE nexus_auth_head DROP COLUMN subject_form");
    assertForm(database, "the ids of form 1", "revoke again");
  }

  private static void assertForm(TestDatabase database, String form, String advice) {
    for (ThrowingCallable opening :
        List.<ThrowingCallable>of(
            database::open, () -> database.openExisting(database.url()), database::init)) {
      assertThatThrownBy(opening)
          .isInstanceOf(StoreSettingException.class)
          .hasMessageContainingAll(form, "this version those of form 2", advice);
    }
  }

  @Test
  void emptied_changes_areNoticedByWhoRunsAndWhoStarts() {
    TestDatabase database = database();
    try (JdbcRevocationStore store = database.open();
        ReplicatedStore node = follow(store)) {
      store.revoke(revocation("key_1", null));
      await().until(() -> node.health().entries() == 1);

      database.execute("TRUNCATE TABLE nexus_auth_change");

      await()
          .untilAsserted(
              () ->
                  assertThat(node.health().problem())
                      .contains("changes are missing", "restore run-book"));
      assertThatThrownBy(() -> store.revoke(revocation("key_2", null)))
          .as("else the next look would find something")
          .isInstanceOf(StatusUnavailableException.class)
          .hasMessageContaining("changes are missing");
      try (JdbcRevocationStore other = database.open()) {
        assertThatThrownBy(() -> told(other)).hasMessageContaining("changes are missing");
      }
    }
  }

  @Test
  void lostChange_isNoticedByWhoStartsAndWhoRunsStillKnowsIt() {
    TestDatabase database = database();
    try (JdbcRevocationStore store = database.open();
        ReplicatedStore node = follow(store)) {
      store.revoke(revocation("key_1", null));
      store.revoke(revocation("key_2", null));
      await().until(() -> node.health().entries() == 2);

      database.execute("DELETE FROM nexus_auth_change WHERE sequence = 1");

      assertThatThrownBy(() -> told(store))
          .isInstanceOf(StatusUnavailableException.class)
          .hasMessageContaining("changes are missing");
      try (JdbcRevocationStore other = database.open();
          ReplicatedStore second = follow(other)) {
        await().until(() -> second.health().problem() != null);
        assertThat(second.health().ready()).isFalse();
      }
      assertThat(node.health().entries()).isEqualTo(2);
      assertThat(node.health().problem()).isNull();
    }
  }

  @Test
  void repaired_count_isTakenForRight() {
    TestDatabase database = database();
    try (JdbcRevocationStore store = database.open()) {
      store.revoke(revocation("key_1", null));
      store.revoke(revocation("key_2", null));
      database.execute("DELETE FROM nexus_auth_change WHERE sequence = 1");

      database.execute(
          "UPDATE nexus_auth_head SET entries = (SELECT COUNT(*) FROM nexus_auth_change)");

      assertThat(told(store)).hasSize(1);
    }
  }

  @Test
  void sweep_ofAll_leavesNothingMissing() {
    TestDatabase database = database();
    try (JdbcRevocationStore store = database.open()) {
      Cursor end = null;
      for (int i = 0; i < 3; i++) {
        store.revoke(revocation("key_" + i, Instant.EPOCH));
        end = store.changesAfter(Cursor.START, 10, Duration.ZERO).next();
      }

      database.deleteExpired();

      assertThat(told(store)).isEmpty();
      assertThat(store.changesAfter(end, 10, Duration.ZERO).next()).isEqualTo(end);
      assertThat(database.number(COUNTED)).isZero();
    }
  }

  @Test
  void start_whileOthersWriteAndSweep_missesNothing() throws Exception {
    TestDatabase database = database();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (JdbcRevocationStore one = database.open();
        JdbcRevocationStore two = database.open();
        JdbcRevocationStore starting = database.open()) {
      List<Future<?>> writing = new ArrayList<>();
      writing.add(threads.submit(() -> write(database, one, "one")));
      writing.add(threads.submit(() -> write(database, two, "two")));
      writing.add(threads.submit(() -> write(database, two, "three")));
      while (!writing.stream().allMatch(Future::isDone)) {
        starting.changesAfter(Cursor.START, 10, Duration.ZERO);
        starting.changesAfter(new Cursor("none", 0), 10, Duration.ZERO);
      }
      for (Future<?> each : writing) {
        each.get();
      }
      assertThat(database.number(COUNTED)).isZero();
      assertThat(told(starting)).hasSize(3 * 50);
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void write(TestDatabase database, JdbcRevocationStore store, String name) {
    for (int i = 0; i < 50; i++) {
      store.revoke(revocation(name + i, null));
      store.revoke(revocation(name + "-expired" + i, Instant.EPOCH));
      database.deleteExpired();
    }
  }

  @Test
  void tables_furtherBackOnThePath_areUsedAndNotHidden() {
    TestDatabase database = database();
    try (JdbcRevocationStore store = database.open()) {
      store.revoke(revocation("key_1", null));
    }
    database.execute("CREATE SCHEMA front");
    String url = behind(database, "front");

    try (JdbcRevocationStore store = database.open(Map.of(JdbcRevocationStoreProvider.URL, url))) {
      assertThat(told(store)).hasSize(1);
    }
    assertThat(
            database.number(
                "SELECT COUNT(*) FROM information_schema.tables WHERE LOWER(table_schema) = 'front'"))
        .isZero();
  }

  @Test
  void tablesMadeByHand_furtherBackOnThePathAreUsed() {
    TestDatabase database = database();
    database.open().close();
    database.execute("DROP TABLE \"nexus_auth_schema_history\"");
    database.execute("CREATE SCHEMA front");

    database.open(Map.of(JdbcRevocationStoreProvider.URL, behind(database, "front"))).close();

    assertThat(
            database.number(
                "SELECT COUNT(*) FROM information_schema.tables WHERE LOWER(table_schema) = 'front'"))
        .isZero();
  }

  @Test
  void existingStore_thatIsNotThereIsRefusedAndNotMade() {
    TestDatabase database = database();

    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> database.openExisting(database.url()))
          .isInstanceOf(StoreSettingException.class)
          .hasMessageContaining("there is no store of Nexus Auth in this database and schema")
          .hasMessageContaining("nexus-auth init");
    }
  }

  @Test
  void existingStore_isOpenedAndNotSwept() {
    TestDatabase database = database();
    database.init();

    try (JdbcRevocationStore store = database.openExisting(database.url())) {
      store.revoke(revocation("key_1", Instant.EPOCH));
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      assertThat(told(store)).hasSize(1);
    }
  }

  @Test
  void oddMoments_andReasonsAreKept() {
    TestDatabase database = database();
    Revocation odd =
        new Revocation(
            Subject.key(null, "org_1", "int_1", "odd"),
            Instant.MIN,
            Instant.ofEpochSecond(1, 1),
            Instant.MAX,
            "half \uD83D, NUL \0, 日本");
    Revocation later =
        new Revocation(
            Subject.key(null, "org_1", "int_1", "later"),
            Instant.MAX,
            Instant.MAX,
            Instant.MIN,
            "later");
    database.init();
    try (JdbcRevocationStore store = database.openExisting(database.url())) { // Which sweeps not.
      Revocation kept = store.revoke(odd);
      Revocation last = store.revoke(later);

      assertThat(kept.issuedBefore()).isEqualTo(Instant.ofEpochSecond(1, 1_000));
      assertThat(kept.reason()).isEqualTo("half \uFFFD, NUL \uFFFD, 日本");
      for (int i = 0; i < 7; i++) { // After some times PostgreSQL's driver changes its format.
        assertThat(store.revoke(odd)).isEqualTo(kept);
        assertThat(store.revoke(later)).isEqualTo(last);
        assertThat(told(store)).containsExactly(Change.of(kept), Change.of(last));
      }
      assertThat(kept.effectiveAt()).isBefore(Instant.parse("-4000-01-01T00:00:00Z"));
      assertThat(kept.until()).isAfter(Instant.parse("+200000-01-01T00:00:00Z"));
    }
  }

  @Test
  void node_whoseClockIsBehind_forgetsNothingTooEarly() {
    TestDatabase database = database();
    Instant expired = Instant.now().minus(Duration.ofDays(2));
    Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofDays(-2));
    database.init();
    try (JdbcRevocationStore store = database.openExisting(database.url())) {
      store.revoke(
          new Revocation(
              Subject.key(null, "org_1", "int_1", "expired"),
              Instant.EPOCH,
              null,
              expired,
              "leaked"));

      database.deleteExpired(behind);
      assertThat(told(store)).hasSize(1);
      database.deleteExpired();
      assertThat(told(store)).isEmpty();
    }
  }
}
