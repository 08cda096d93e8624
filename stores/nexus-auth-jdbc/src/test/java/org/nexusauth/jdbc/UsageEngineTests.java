package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nexusauth.jdbc.UsageBatches.KEY;
import static org.nexusauth.jdbc.UsageBatches.LIMITED;
import static org.nexusauth.jdbc.UsageBatches.OK;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nexusauth.config.UsageRetention;
import org.nexusauth.event.Outcome;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageStore;

/** What holds of usage with both databases, beside the cases of the kit. */
abstract class UsageEngineTests {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final UsageRetention RETENTION =
      new UsageRetention(
          Duration.ofHours(48), Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(7));
  private static final UsageScope ORGANIZATION = UsageScope.organization("org");
  private static final int STARTING = 4;

  /** Returns a new database of this engine. */
  abstract TestDatabase database();

  /** Returns the folder of this engine's scripts. */
  abstract String scripts();

  static UsageStore open(String url) {
    return new JdbcUsageStoreProvider().open(settings(url));
  }

  static StoreSettings settings(String url) {
    return new StoreSettings(
        Map.of(JdbcRevocationStoreProvider.URL, url), Duration.ofMillis(100), false);
  }

  static List<UsageRange> ranges(Instant now) {
    return List.of(
        UsageRange.endingAt(now, Duration.ofMinutes(1), 1_440),
        UsageRange.endingAt(now, Duration.ofHours(1), 72),
        UsageRange.endingAt(now, Duration.ofDays(1), 30));
  }

  static long sum(UsageStore store, UsageScope scope, UsageRange range) {
    return store.readSeries(scope, range).sum().requests();
  }

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

  @Test
  void figures_ofRandomBatchesAndRollUps_areTheSumsOfAllBatches() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    TestDatabase database = database();
    List<UsageBatches> nodes = List.of(new UsageBatches("one"), new UsageBatches("two"));
    try (UsageStore one = open(database.url());
        UsageStore two = open(database.url())) {
      Instant now = NOON;
      for (int i = 0; i < 120; i++) {
        now = now.plus(Duration.ofMinutes(random.nextInt(40)));
        UsageStore store = random.nextBoolean() ? one : two;
        UsageBatch batch =
            nodes.get(store == one ? 0 : 1).next(UsageBatches.random(random, now), List.of());
        store.write(batch);
        if (random.nextInt(4) == 0) {
          store.write(batch);
        }
        if (random.nextInt(4) == 0) {
          assertThat((random.nextBoolean() ? one : two).maintain(now, RETENTION)).isTrue();
        }
        if (i % 30 == 29) {
          requireSums(one, nodes, now, "seed " + seed);
        }
      }
      assertThat(database.number("SELECT COUNT(*) FROM nexus_auth_usage_day")).isPositive();
    }
  }

  private static void requireSums(
      UsageStore store, List<UsageBatches> nodes, Instant now, String name) {
    for (int number = 0; number < 9; number += 4) {
      KeyId key = new KeyId("org" + number / 6, "app" + number / 3, "key" + number);
      for (UsageScope scope :
          List.of(
              UsageScope.key(key),
              UsageScope.integration(key.organizationId(), key.integrationId()),
              UsageScope.organization(key.organizationId()))) {
        for (UsageRange range : ranges(now)) {
          Map<Outcome, List<Long>> found = store.readSeries(scope, range).requests();
          for (Outcome outcome : List.of(OK, LIMITED)) {
            List<Long> none = Collections.nCopies(range.steps(), 0L);
            assertThat(found.getOrDefault(outcome, none))
                .as("%s: %s of %s by %s", name, outcome, scope, range.step())
                .isEqualTo(UsageBatches.expectedSteps(nodes, scope, range, outcome));
          }
        }
        for (UsageRange range : ranges(now).subList(1, 3)) {
          assertThat(routes(store, scope, range))
              .as("%s: routes of %s by %s", name, scope, range.step())
              .isEqualTo(UsageBatches.expectedRoutes(nodes, scope));
        }
      }
    }
  }

  private static Map<String, RequestCounts> routes(
      UsageStore store, UsageScope scope, UsageRange range) {
    Map<String, RequestCounts> routes = new HashMap<>();
    for (DetailCount one : store.readDetails(scope, UsageDetail.Kind.ROUTE, range, 1_000)) {
      routes.put(one.value(), one.counts());
    }
    return routes;
  }
}
