package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.nexusauth.jdbc.UsageBatches.KEY;
import static org.nexusauth.jdbc.UsageBatches.OK;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nexusauth.jdbc.internal.usage.JdbcUsageStore;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.usage.store.UsageStoreException;

/** What holds of usage with both databases, beside its figures. */
abstract class UsageEngineTests extends UsageFigureTests {
  private static final int STARTING = 4;

  /** Returns the folder of this engine's scripts. */
  abstract String scripts();

  @Test
  void nodes_thatStartAtTheSameTime_allHaveTheTablesAndNoOthers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(STARTING);
    try {
      TestDatabase database = database();
      List<Callable<Boolean>> starts =
          IntStream.range(0, STARTING)
              .<Callable<Boolean>>mapToObj(number -> () -> openAndWrite(database, "node" + number))
              .toList();

      threads.invokeAll(starts).forEach(UsageEngineTests::join);

      try (UsageStore store = open(database.url())) {
        assertThat(sum(store, ORGANIZATION, ranges(NOON).get(0))).isEqualTo(STARTING);
      }
      assertThatThrownBy(() -> database.number("SELECT COUNT(*) FROM nexus_auth_head"))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean openAndWrite(TestDatabase database, String node) {
    try (UsageStore store = open(database.url())) {
      store.write(new UsageBatches(node).next(UsageBatches.minute(KEY, NOON, Map.of(OK, 1L))));
      return true;
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
  void tables_ofADba_areTakenAsTheyAre() throws IOException {
    TestDatabase database = database();
    database.execute(
        Files.readString(
            Path.of("src/main/resources/org/nexusauth/jdbc/usage", scripts(), "V5__usage.sql")));

    assertThat(openAndWrite(database, "node")).isTrue();

    assertThatThrownBy(
            () -> database.number("SELECT COUNT(*) FROM nexus_auth_usage_schema_history"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tool_findsNoStore_andMakesNone() {
    TestDatabase database = database();
    JdbcUsageStoreProvider provider = new JdbcUsageStoreProvider();

    assertThatThrownBy(() -> provider.openExisting(settings(database.url())))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("nexus-auth init --usage");

    openAndWrite(database, "node");
    try (UsageStore store = provider.openExisting(settings(database.url()))) {
      assertThat(sum(store, ORGANIZATION, ranges(NOON).get(0))).isEqualTo(1);
    }
  }

  /** Returns the statement that another transaction holds the lock of the maintenance by. */
  private static final String MAINTAINS =
      "SELECT id FROM nexus_auth_usage_state WHERE id = 1 FOR UPDATE";

  @Test
  void maintenance_ofAnotherNode_isLeftToIt() throws SQLException {
    TestDatabase database = database();
    try (UsageStore store = open(database.url());
        Connection other = DriverManager.getConnection(database.url());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeQuery(MAINTAINS).close();

      assertThat(store.maintain(NOON, RETENTION)).isFalse();
      store.write(new UsageBatches("node").next(UsageBatches.minute(KEY, NOON, Map.of(OK, 1L))));
      assertThat(sum(store, ORGANIZATION, ranges(NOON).get(0))).isEqualTo(1);

      other.rollback();
      assertThat(store.maintain(NOON, RETENTION)).isTrue();
    }
  }

  @Test
  void batch_thatWaitsForALock_endsInTimeDelaysNoQueryAndIsWrittenOnceLater() throws SQLException {
    TestDatabase database = database();
    try (UsageStore store = open(database.url());
        Connection other = DriverManager.getConnection(database.url());
        Statement statement = other.createStatement()) {
      UsageBatches node = new UsageBatches("node");
      store.write(node.next(UsageBatches.minute(KEY, NOON, Map.of(OK, 1L))));
      other.setAutoCommit(false);
      statement.executeUpdate("UPDATE nexus_auth_usage_closing SET id = id");
      UsageBatch batch = node.next(UsageBatches.minute(KEY, NOON, Map.of(OK, 1L)));
      Thread writing =
          new Thread(
              () ->
                  assertThatThrownBy(() -> store.write(batch))
                      .isInstanceOf(UsageStoreException.class));
      AtomicReference<Throwable> failure = new AtomicReference<>();
      writing.setUncaughtExceptionHandler((thread, problem) -> failure.set(problem));
      writing.start();

      for (int i = 0; i < 3; i++) {
        assertThat(sum(store, ORGANIZATION, ranges(NOON).get(0))).isEqualTo(1);
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> !writing.isAlive());
      assertThat(failure.get()).isNull();

      other.rollback();
      store.write(batch);
      store.write(batch);
      assertThat(sum(store, ORGANIZATION, ranges(NOON).get(0))).isEqualTo(2);
    }
  }

  @Test
  void nodes_thatWriteAndRollUpAtTheSameTime_loseNothingAndDoubleNothing() throws Exception {
    TestDatabase database = database();
    ExecutorService threads = Executors.newFixedThreadPool(STARTING);
    List<UsageBatches> nodes = new ArrayList<>();
    List<Callable<Boolean>> work = new ArrayList<>();
    try (UsageStore first = open(database.url())) {
      for (int i = 0; i < STARTING; i++) {
        UsageBatches node = new UsageBatches("node" + i);
        nodes.add(node);
        Random random = new Random(i);
        work.add(() -> writeAndRollUp(database, node, random));
      }

      threads.invokeAll(work).forEach(UsageEngineTests::join);

      Instant end = NOON.plus(Duration.ofHours(20));
      requireSums(first, nodes, end, "before");
      first.maintain(end.plus(Duration.ofHours(2)), RETENTION);
      requireSums(first, nodes, end, "after");
      assertThat(database.number("SELECT COUNT(*) FROM nexus_auth_usage_detail")).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Its clock is at times behind those of others by far. */
  private static boolean writeAndRollUp(TestDatabase database, UsageBatches node, Random random) {
    try (UsageStore store = open(database.url())) {
      for (int i = 0; i < 40; i++) {
        Instant now = NOON.plus(Duration.ofMinutes(30L * i - random.nextInt(5) * 20L));
        store.write(node.next(UsageBatches.random(random, now), List.of()));
        if (i % 3 == 0) {
          store.maintain(now, RETENTION);
        }
      }
      return true;
    }
  }

  @Test
  void completeUpTo_isTheEarliestOfNodesThatWroteLately() {
    TestDatabase database = database();
    AtomicReference<Instant> now = new AtomicReference<>(NOON);
    try (JdbcUsageStore store = JdbcUsageStore.open(settings(database.url()), on -> now.get())) {
      assertThat(store.completeUpTo(NOON)).isEqualTo(NOON);

      KeyMinute minute = UsageBatches.minute(KEY, NOON.minusSeconds(120), Map.of(OK, 1L));
      store.write(new UsageBatches("behind").next(minute));
      now.set(NOON.plusSeconds(30));
      store.write(new UsageBatches("live").next(UsageBatches.minute(KEY, NOON, Map.of(OK, 1L))));
      assertThat(store.completeUpTo(now.get())).isEqualTo(NOON.minusSeconds(120));

      now.set(NOON.plusSeconds(61));
      assertThat(store.completeUpTo(now.get())).isEqualTo(NOON);
    }
  }

  @Test
  void counts_beyondIntegers_areAddedUp() {
    try (UsageStore store = open(database().url())) {
      UsageBatches node = new UsageBatches("node");
      long many = 3_000_000_000_000L;
      store.write(node.next(UsageBatches.minute(KEY, NOON, Map.of(OK, many))));
      store.write(node.next(UsageBatches.minute(KEY, NOON, Map.of(OK, many))));
      store.maintain(NOON.plus(Duration.ofHours(2)), RETENTION);

      assertThat(sum(store, ORGANIZATION, ranges(NOON).get(2))).isEqualTo(2 * many);
    }
  }
}
