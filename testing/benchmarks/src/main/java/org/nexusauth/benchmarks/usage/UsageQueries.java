package org.nexusauth.benchmarks.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.benchmarks.record.QueryTimes;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageReader;
import org.nexusauth.usage.store.UsageScope;

/** The queries, each of another organization, integration or key in each run. */
final class UsageQueries {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MAX = 50;

  private final UsageReader store;
  private final UsageData data;
  private final Random random = new Random(18);
  private final Instant now = Instant.now();
  private final Map<String, Supplier<Runnable>> queries = new LinkedHashMap<>();

  UsageQueries(UsageReader store, UsageData data) {
    this.store = store;
    this.data = data;
    Map<String, UsageRange> ranges = new LinkedHashMap<>();
    ranges.put("1 hour by minutes", UsageRange.endingAt(now, MINUTE, 60));
    ranges.put("24 hours by minutes", UsageRange.endingAt(now, MINUTE, 1_440));
    ranges.put("7 days by hours", UsageRange.endingAt(now, HOUR, 168));
    ranges.put("60 days by hours", UsageRange.endingAt(now, HOUR, 1_440));
    ranges.put("90 days", UsageRange.endingAt(now, DAY, 90));
    ranges.put("2 years by days", UsageRange.endingAt(now, DAY, 730));
    Map<String, Supplier<UsageScope>> scopes = new LinkedHashMap<>();
    scopes.put("the largest organization", () -> UsageScope.organization("org_0"));
    scopes.put("an organization", () -> UsageScope.organization(anyKey().organizationId()));
    scopes.put("an integration", () -> integration(anyKey()));
    scopes.put("a key", () -> UsageScope.key(anyKey()));
    scopes.forEach(
        (scope, any) -> {
          ranges.forEach((name, range) -> addSeries(name + " of " + scope, any, range));
          ranges.forEach(
              (name, range) -> addRoutes("routes, " + name + " of " + scope, any, range));
          addDenials(scope, any);
        });
    addLists();
    add("minutes of all keys, 5 at a time", () -> this::readMinutes);
  }

  private KeyId anyKey() {
    return data.key(random.nextInt(data.keys()));
  }

  private static UsageScope integration(KeyId key) {
    return UsageScope.integration(key.organizationId(), key.integrationId());
  }

  private void add(String name, Supplier<Runnable> query) {
    queries.put(name, query);
  }

  private void addSeries(String name, Supplier<UsageScope> any, UsageRange range) {
    add(
        name,
        () -> {
          UsageScope scope = any.get();
          return () -> store.readSeries(scope, range);
        });
  }

  private void addRoutes(String name, Supplier<UsageScope> any, UsageRange range) {
    add(
        name,
        () -> {
          UsageScope scope = any.get();
          return () -> store.readDetails(scope, UsageDetail.Kind.ROUTE, range, MAX);
        });
  }

  private void addDenials(String name, Supplier<UsageScope> any) {
    add("error log of " + name, () -> denials(any.get(), Set.of(), null));
    add(
        "error log of " + name + ", a reason",
        () -> denials(any.get(), Set.of(Reason.KEY_EXPIRED), null));
    add(
        "error log of " + name + ", a reason that it has not",
        () -> denials(any.get(), Set.of(Reason.KEY_INVALID), null));
    add(
        "error log of " + name + ", a request",
        () -> denials(any.get(), Set.of(), "request-" + random.nextInt(data.denials())));
  }

  private Runnable denials(UsageScope scope, Set<Reason> reasons, @Nullable String request) {
    DenialQuery query =
        new DenialQuery(scope, reasons, now.minus(Duration.ofDays(7)), now, request, null, MAX);
    return () -> store.readDenials(query);
  }

  private void addLists() {
    add(
        "24 hours by hours of 200 keys",
        () -> {
          List<UsageScope> scopes = new ArrayList<>();
          int first = random.nextInt(Math.max(1, data.keys() - 200));
          IntStream.range(first, first + Math.min(200, data.keys()))
              .forEach(number -> scopes.add(UsageScope.key(data.key(number))));
          return () -> store.readSeries(scopes, UsageRange.endingAt(now, HOUR, 24));
        });
    add(
        "1 hour of 50 integrations",
        () -> {
          Set<UsageScope> scopes = new java.util.HashSet<>();
          IntStream.range(0, 50).forEach(number -> scopes.add(integration(anyKey())));
          return () -> store.readSeries(scopes, UsageRange.endingAt(now, MINUTE, 60));
        });
  }

  private void readMinutes() {
    Instant from = now.minus(Duration.ofHours(1 + random.nextInt(40)));
    store.readMinutes(from, from.plus(Duration.ofMinutes(5)), minute -> {});
  }

  /** Runs each query so often, and passes on how long it took. */
  void measure(int runs, Consumer<QueryTimes> result) {
    queries.forEach(
        (name, query) -> {
          measureQuery(query, Math.max(5, runs / 10));
          result.accept(new QueryTimes(name, measureQuery(query, runs)));
        });
  }

  private static long[] measureQuery(Supplier<Runnable> query, int runs) {
    long[] nanos = new long[runs];
    for (int i = 0; i < runs; i++) {
      Runnable work = query.get();
      long start = System.nanoTime();
      work.run();
      nanos[i] = System.nanoTime() - start;
    }
    return nanos;
  }
}
