package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nexusauth.jdbc.UsageBatches.KEY;
import static org.nexusauth.jdbc.UsageBatches.LIMITED;
import static org.nexusauth.jdbc.UsageBatches.OK;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.config.UsageRetention;
import org.nexusauth.event.Outcome;
import org.nexusauth.jdbc.internal.usage.JdbcUsageStore;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageStore;

/** What figures are with both databases, beside the cases of the kit. */
abstract class UsageFigureTests {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final UsageRetention RETENTION =
      new UsageRetention(
          Duration.ofDays(2), Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(7));
  static final UsageScope ORGANIZATION = UsageScope.organization("org");

  /** Returns a new database of this engine. */
  abstract TestDatabase database();

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
  void figures_ofRandomBatchesAndRollUps_areTheSumsOfAllBatches() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    TestDatabase database = database();
    List<UsageBatches> nodes = List.of(new UsageBatches("one"), new UsageBatches("two"));
    try (UsageStore one = open(database.url());
        UsageStore two = open(database.url())) {
      Instant now = NOON;
      for (int i = 0; i < 60; i++) {
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

  static void requireSums(UsageStore store, List<UsageBatches> nodes, Instant now, String name) {
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

  @Test
  void details_beyondTheBound_countAsOthersAlsoWhenRolledUp() {
    try (UsageStore store = open(database().url())) {
      UsageBatches node = new UsageBatches("node");
      for (int i = 0; i < 60; i++) {
        store.write(
            node.next(
                UsageBatches.detailed(KEY, NOON, UsageDetail.Kind.ROUTE, "/r" + i),
                UsageBatches.detailed(
                    new KeyId("org", "app", "key" + i),
                    NOON,
                    UsageDetail.Kind.CLIENT_VERSION,
                    "v" + i)));
      }
      requireBounded(store, NOON);

      store.maintain(NOON.plus(Duration.ofHours(2)), RETENTION);

      requireBounded(store, NOON);
    }
  }

  private static void requireBounded(UsageStore store, Instant now) {
    for (UsageRange range : ranges(now)) {
      Map<String, RequestCounts> routes = routes(store, UsageScope.key(KEY), range);
      assertThat(routes).hasSize(51).containsKeys(UsageDetail.OTHER);
      assertThat(routes.values().stream().mapToLong(RequestCounts::requests).sum()).isEqualTo(60);
      List<DetailCount> versions =
          store.readDetails(ORGANIZATION, UsageDetail.Kind.CLIENT_VERSION, range, 1_000);
      assertThat(versions).hasSize(31);
      assertThat(versions.get(0).value()).isEqualTo(UsageDetail.OTHER);
      assertThat(versions.get(0).counts().requests()).isEqualTo(30);
      assertThat(store.readDetails(ORGANIZATION, UsageDetail.Kind.CLIENT_VERSION, range, 3))
          .isEqualTo(versions.subList(0, 3));
    }
  }

  @Test
  void retention_removesMinutesThenHoursThenAll() {
    TestDatabase database = database();
    try (UsageStore store = JdbcUsageStore.open(settings(database.url()), connection -> NOON)) {
      UsageBatches node = new UsageBatches("node");
      KeyMinute minute = UsageBatches.detailed(KEY, NOON, UsageDetail.Kind.ROUTE, "/r");
      DeniedRequest denial = UsageBatches.denial(KEY, NOON, Reason.KEY_EXPIRED, "1");
      store.write(node.next(List.of(minute), List.of(denial)));

      store.maintain(NOON.plus(Duration.ofDays(3)), RETENTION);
      assertThat(rows(database)).containsExactly(0L, 3L, 3L, 3L, 3L, 1L, 3L);
      requireSteps(store, Instant.parse("2026-11-20T12:00:00Z"));

      store.maintain(NOON.plus(Duration.ofDays(91)), RETENTION);
      assertThat(rows(database)).containsExactly(0L, 0L, 3L, 0L, 3L, 0L, 3L);
      requireSteps(store, Instant.parse("2026-11-20T00:00:00Z"));

      store.maintain(NOON.plus(Duration.ofDays(732)), RETENTION);
      assertThat(rows(database)).containsOnly(0L);

      Instant late = NOON.plus(Duration.ofDays(732));
      store.write(node.next(UsageBatches.minute(KEY, late, Map.of(OK, 1L))));
      assertThat(sum(store, ORGANIZATION, ranges(late).get(0))).isEqualTo(1);
    }
  }

  private static List<Long> rows(TestDatabase database) {
    return Stream.of("minute", "hour", "day", "hour_detail", "day_detail", "denial", "subject")
        .map(table -> database.number("SELECT COUNT(*) FROM nexus_auth_usage_" + table))
        .toList();
  }

  /** The requests count in the step that an hour or a day begins in, and in each that is longer. */
  private static void requireSteps(UsageStore store, Instant start) {
    UsageRange minutes = UsageRange.endingAt(NOON, Duration.ofMinutes(1), 1_440);
    UsageRange hours = UsageRange.endingAt(NOON, Duration.ofHours(1), 24);
    for (UsageRange range : List.of(minutes, hours, ranges(NOON).get(2))) {
      List<Long> steps = store.readSeries(ORGANIZATION, range).requests().get(OK);
      int step =
          IntStream.range(0, steps.size()).filter(i -> steps.get(i) > 0).findFirst().orElse(-1);
      Instant expected = start;
      if (range.step().equals(Duration.ofDays(1))) {
        expected = Instant.parse("2026-11-20T00:00:00Z");
      }
      assertThat(range.startOf(step)).as("by %s", range.step()).isEqualTo(expected);
      assertThat(routes(store, ORGANIZATION, range)).containsOnlyKeys("/r");
    }
  }

  @Test
  void denials_areFoundByScopeReasonAndRequestInPages() {
    try (UsageStore store = open(database().url())) {
      List<DeniedRequest> written = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Reason reason = i % 4 == 0 ? Reason.KEY_EXPIRED : Reason.RATE_LIMITED;
        KeyId key = new KeyId("org" + i % 2, "app", "key" + i % 3);
        // Some at the same instant.
        written.add(UsageBatches.denial(key, NOON.plusSeconds(i / 5), reason, "r" + i));
      }
      store.write(new UsageBatches("node").next(List.of(), written));
      Collections.reverse(written);
      UsageScope organization = UsageScope.organization("org0");
      UsageScope key = UsageScope.key(new KeyId("org0", "app", "key1"));

      assertThat(readPages(store, organization, Set.of(), null))
          .isEqualTo(
              written.stream().filter(one -> one.key().organizationId().equals("org0")).toList());
      assertThat(readPages(store, key, Set.of(Reason.KEY_EXPIRED), null))
          .isEqualTo(
              written.stream()
                  .filter(one -> UsageScope.key(one.key()).equals(key))
                  .filter(one -> one.reason() == Reason.KEY_EXPIRED)
                  .toList());
      assertThat(readPages(store, organization, Set.of(), "r6"))
          .extracting(DeniedRequest::requestId)
          .containsExactly("r6");
      assertThat(readPages(store, organization, Set.of(), "r7")).isEmpty();
      assertThat(readPages(store, organization, Set.of(Reason.KEY_REVOKED), null)).isEmpty();
      assertThat(readPages(store, UsageScope.organization("none"), Set.of(), null)).isEmpty();
      assertThatThrownBy(() -> store.readDenials(denials(organization, Set.of(), null, "1' OR '1")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static DenialQuery denials(
      UsageScope scope, Set<Reason> reasons, @Nullable String request, @Nullable String after) {
    return new DenialQuery(scope, reasons, NOON, NOON.plusSeconds(60), request, after, 3);
  }

  private static List<DeniedRequest> readPages(
      UsageStore store, UsageScope scope, Set<Reason> reasons, @Nullable String request) {
    List<DeniedRequest> all = new ArrayList<>();
    String after = null;
    do {
      DenialPage page = store.readDenials(denials(scope, reasons, request, after));
      assertThat(page.denials()).hasSizeLessThanOrEqualTo(3);
      all.addAll(page.denials());
      after = page.next();
    } while (after != null);
    return all;
  }

  @Test
  void textsThatNoDatabaseHolds_areStoredWithoutTheirCharactersAndStayApart() {
    String long1 = "\uD83D\uDE00 '; DROP TABLE nexus_auth_usage_day; --".repeat(200);
    List<String> ids = List.of("a\u0000b", "a\uD800b", "a\uDC00b", long1, "", "a");
    try (UsageStore store = open(database().url())) {
      List<KeyMinute> minutes = new ArrayList<>();
      List<DeniedRequest> denials = new ArrayList<>();
      for (String id : ids) {
        KeyId key = new KeyId("org", id, id);
        minutes.add(
            UsageBatches.detailed(
                key, NOON, UsageDetail.Kind.NETWORK, id.substring(0, Math.min(200, id.length()))));
        denials.add(
            new DeniedRequest(
                NOON, key, Reason.KEY_EXPIRED, id, "GET\u0000", id, id, "id\u0000", id));
      }

      store.write(new UsageBatches("node\u0000").next(minutes, denials));

      for (String id : ids) {
        KeyId key = new KeyId("org", id, id);
        assertThat(sum(store, UsageScope.key(key), ranges(NOON).get(0))).isEqualTo(1);
      }
      assertThat(store.readDetails(ORGANIZATION, UsageDetail.Kind.NETWORK, ranges(NOON).get(0), 9))
          .extracting(one -> one.counts().requests())
          .satisfies(numbers -> assertThat(numbers.stream().mapToLong(n -> n).sum()).isEqualTo(6));
      assertThat(readPages(store, ORGANIZATION, Set.of(), "id\u0000")).hasSize(ids.size());
      List<KeyMinute> read = new ArrayList<>();
      store.readMinutes(NOON, NOON.plusSeconds(60), read::add);
      assertThat(read).hasSize(4);
      assertThat(read.stream().mapToLong(one -> one.outcomes().get(OK)).sum())
          .isEqualTo(ids.size());
    }
  }
}
