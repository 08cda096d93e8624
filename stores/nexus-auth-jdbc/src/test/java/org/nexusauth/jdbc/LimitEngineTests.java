package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nexusauth.jdbc.internal.record.JdbcManagementStore;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What holds of limits with both databases, beside the cases of the kit. */
abstract class LimitEngineTests {
  static final LimitPlan PLAN = LimitPlan.parse("default", "60/minute,1000/hour");
  private static final LimitPlan HOUR = LimitPlan.parse("default", "10/hour");
  private static final int HOUR_SECONDS = 3_600;
  private static final int STARTING = 4;

  /** Returns a new database of this engine. */
  abstract TestDatabase database();

  /** Returns how many nodes take batches at the same time. */
  abstract int nodes();

  /** Returns the folder of this engine's scripts. */
  abstract String scripts();

  /** Returns the statement that moves the ends of all windows by seconds. */
  abstract String moveEnds(int seconds);

  /** Returns a condition that counts the tables of this database alone. */
  abstract String ofSchema();

  static LimitStore open(TestDatabase database) {
    return open(database.url());
  }

  static LimitStore open(String url) {
    return new JdbcLimitStoreProvider()
        .open(
            new StoreSettings(
                Map.of(JdbcRevocationStoreProvider.URL, url), Duration.ofMillis(100), false));
  }

  static SubjectId key(long number) {
    return new SubjectId(Subject.Kind.KEY, number * 0x9E3779B97F4A7C15L, number);
  }

  static Grant take(LimitStore node, LimitPlan plan, int tokens) {
    return node.take(List.of(new Want(key(1), plan, tokens, List.of()))).get(0);
  }

  private long countTables(TestDatabase database, String name) {
    return database.number(
        "SELECT COUNT(*) FROM information_schema.tables WHERE table_name IN ('%s', '%s')%s"
            .formatted(name, name.toUpperCase(Locale.ROOT), ofSchema()));
  }

  @Test
  void limits_needNoOtherTablesAndNothingElseNeedsTheirs() {
    TestDatabase database = database();
    try (LimitStore node = open(database)) {
      assertThat(take(node, PLAN, 1).tokens()).isEqualTo(1);
      assertThat(countTables(database, "nexus_auth_head")).isZero();

      try (JdbcRevocationStore revocations = database.open()) {
        assertThat(revocations.generation()).isNotEmpty();
        assertThat(countTables(database, "nexus_auth_organization")).isZero();
      }
      database.openRecords().close();
      open(database).close();
      assertThat(take(node, PLAN, 0).windows().get(1).used()).isEqualTo(1);
    }
  }

  @Test
  void records_makeNoTablesOfLimits() {
    TestDatabase database = database();
    try (JdbcManagementStore records = database.openRecords()) {
      assertThat(countTables(database, "nexus_auth_limit_counter")).isZero();

      open(database).close();

      assertThat(countTables(database, "nexus_auth_limit_counter")).isEqualTo(1);
      assertThat(records.<Boolean>write(all -> RecordChange.writeRevoked(all, "key_1"))).isTrue();
    }
    database.openRecords().close();
  }

  @Test
  void nodes_thatStartAtTheSameTime_allHaveTheTables() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(STARTING);
    try {
      TestDatabase database = database();
      try (JdbcRevocationStore others = database.open()) {
        List<Callable<Integer>> starts = Collections.nCopies(STARTING, () -> openAndTake(database));

        int granted = threads.invokeAll(starts).stream().mapToInt(LimitEngineTests::join).sum();

        assertThat(granted).isEqualTo(STARTING);
        assertThat(others.generation()).isNotEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int openAndTake(TestDatabase database) {
    try (LimitStore node = open(database)) {
      return take(node, PLAN, 1).tokens();
    }
  }

  @Test
  void tables_ofADba_areTakenAsTheyAre() throws IOException {
    TestDatabase database = database();
    database.execute(
        Files.readString(
            Path.of("src/main/resources/org/nexusauth/jdbc/limits", scripts(), "V3__limits.sql")));

    try (LimitStore node = open(database)) {
      assertThat(take(node, PLAN, 1).tokens()).isEqualTo(1);
    }
    assertThat(countTables(database, "nexus_auth_limit_schema_history")).isZero();
  }

  @Test
  void batches_ofTheSameKeys_grantTheQuotaAndNeverWaitForEachOther() throws Exception {
    TestDatabase database = database();
    List<ShuffledBatches> nodes = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(nodes());
    try {
      for (int i = 0; i < nodes(); i++) {
        nodes.add(new ShuffledBatches(open(database), i));
      }
      threads.invokeAll(nodes).forEach(LimitEngineTests::join);

      List<String> failures = nodes.stream().flatMap(node -> node.failures().stream()).toList();
      assertThat(failures).noneMatch(failure -> failure.contains("SQLState 40"));
      int granted = nodes.stream().mapToInt(ShuffledBatches::granted).sum();
      if (failures.isEmpty()) { // Else a slow machine timed out, and tokens count as taken.
        assertThat(granted).isEqualTo(ShuffledBatches.KEYS * ShuffledBatches.QUOTA);
      }
      assertThat(granted).isLessThanOrEqualTo(ShuffledBatches.KEYS * ShuffledBatches.QUOTA);
    } finally {
      threads.shutdownNow();
      nodes.forEach(ShuffledBatches::close);
    }
  }

  private static <T> T join(Future<T> work) {
    try {
      return work.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void lock_thatIsNotReleased_endsACallInTimeAndTheNextOneIsAnswered() throws SQLException {
    TestDatabase database = database();
    try (LimitStore node = open(database);
        LimitStore other = open(database)) {
      other.announce("other"); // Its connection keeps a database of H2 open.
      take(node, PLAN, 1);
      try (Connection stuck = DriverManager.getConnection(database.url());
          Statement statement = stuck.createStatement()) {
        stuck.setAutoCommit(false);
        statement.executeQuery(lockOfAKey());
        long begin = System.nanoTime();

        assertThatThrownBy(() -> take(node, PLAN, 1))
            .isInstanceOf(StatusUnavailableException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        stuck.rollback();
      }
      assertThat(take(other, PLAN, 1).windows().get(1).used())
          .as("the call may have got the lock when its caller had given up")
          .isBetween(2L, 3L);
    }
  }

  /** Returns the query that locks the counter of the key, as a node does that stops. */
  abstract String lockOfAKey();

  @Test
  void endedWindows_areDeletedAndOthersAreNot() {
    TestDatabase database = database();
    try (LimitStore node = open(database)) {
      for (int from = 2; from < 1_200; from += 100) {
        node.take(
            IntStream.range(from, from + 100)
                .mapToObj(number -> new Want(key(number), HOUR, 1, List.of()))
                .toList());
      }
      database.execute(moveEnds(-HOUR_SECONDS - 61));
      take(node, PLAN, 1);

      await()
          .untilAsserted(
              () ->
                  assertThat(
                          database.number(
                              "SELECT COUNT(DISTINCT id_low) FROM nexus_auth_limit_counter"))
                      .isEqualTo(1));
      assertThat(take(node, PLAN, 0).windows().get(1).used()).isEqualTo(1);
    }
  }

  @Test
  void clock_thatIsSetBackOverAnEdge_grantsNothingTwiceAndFarBeginsAnew() {
    TestDatabase database = database();
    try (LimitStore node = open(database)) {
      take(node, HOUR, 10);

      database.execute(moveEnds(HOUR_SECONDS));
      assertThat(take(node, HOUR, 1).tokens()).isZero();

      database.execute(moveEnds(HOUR_SECONDS));
      assertThat(take(node, HOUR, 1).tokens()).isEqualTo(1);
    }
  }

  @Test
  void node_thatWasSilent_isNotCountedUntilItIsAnnouncedAgain() {
    TestDatabase database = database();
    try (LimitStore node = open(database)) {
      assertThat(node.announce("one")).isEqualTo(1);
      assertThat(node.announce("two")).isEqualTo(2);

      database.execute("UPDATE nexus_auth_limit_node SET seen_at = seen_at - INTERVAL '11' SECOND");

      assertThat(node.announce("one")).isEqualTo(1);
      assertThat(node.announce("two")).isEqualTo(2);
      assertThat(database.number("SELECT COUNT(*) FROM nexus_auth_limit_node")).isEqualTo(2);
    }
  }
}
