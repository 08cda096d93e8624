package org.nexusauth.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.nexusauth.event.Outcome;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;

/** Makes the batches of a node, and knows what all of them add up to. */
final class UsageBatches {
  static final KeyId KEY = new KeyId("org", "app", "key");
  static final Outcome OK = Outcome.ofStatus(200);
  static final Outcome LIMITED = Outcome.denied(Reason.RATE_LIMITED);

  private final String node;
  private final List<KeyMinute> written = new ArrayList<>();
  private long number;

  UsageBatches(String node) {
    this.node = node;
  }

  /** Returns the node's next batch. */
  UsageBatch next(KeyMinute... minutes) {
    return next(List.of(minutes), List.of());
  }

  UsageBatch next(List<KeyMinute> minutes, List<DeniedRequest> denials) {
    written.addAll(minutes);
    Instant end =
        minutes.stream().map(KeyMinute::minute).max(Instant::compareTo).orElse(Instant.EPOCH);
    return new UsageBatch(node, ++number, end, minutes, denials, 0);
  }

  static KeyMinute minute(KeyId key, Instant at, Map<Outcome, Long> outcomes) {
    return new KeyMinute(key, at.truncatedTo(ChronoUnit.MINUTES), outcomes, Map.of());
  }

  static KeyMinute detailed(KeyId key, Instant at, UsageDetail.Kind kind, String value) {
    return new KeyMinute(
        key,
        at.truncatedTo(ChronoUnit.MINUTES),
        Map.of(OK, 1L),
        Map.of(new UsageDetail(kind, value), RequestCounts.of(OK, 1)));
  }

  static DeniedRequest denial(KeyId key, Instant at, Reason reason, String requestId) {
    return new DeniedRequest(
        at, key, reason, "detail", "GET", "/orders", "192.0.2.0/24", requestId, "client/1");
  }

  /** Returns minutes of some of nine keys, before an instant. */
  static List<KeyMinute> random(RandomGenerator random, Instant before) {
    Map<KeyId, KeyMinute> minutes = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      int number = random.nextInt(9);
      KeyId key = new KeyId("org" + number / 6, "app" + number / 3, "key" + number);
      long age = 900L * (random.nextInt(10) / 9); // Some are of an hour that was rolled up.
      Instant at = before.minus(Duration.ofMinutes(age)).truncatedTo(ChronoUnit.MINUTES);
      UsageDetail route = new UsageDetail(UsageDetail.Kind.ROUTE, "/r" + random.nextInt(4));
      long requests = random.nextLong(1, 6);
      minutes.put(
          key,
          new KeyMinute(
              key,
              at,
              Map.of(OK, requests, LIMITED, 1L),
              Map.of(route, new RequestCounts(requests + 1, 1, 0))));
    }
    return List.copyOf(minutes.values());
  }

  private static boolean isIn(UsageScope scope, KeyId key) {
    return scope.organizationId().equals(key.organizationId())
        && (scope.integrationId() == null || scope.integrationId().equals(key.integrationId()))
        && (scope.keyId() == null || scope.keyId().equals(key.keyId()));
  }

  /** Returns the requests of a scope in each step of a range. */
  static List<Long> expectedSteps(
      List<UsageBatches> nodes, UsageScope scope, UsageRange range, Outcome outcome) {
    long[] steps = new long[range.steps()];
    for (UsageBatches node : nodes) {
      for (KeyMinute minute : node.written) {
        boolean inside =
            !minute.minute().isBefore(range.from()) && minute.minute().isBefore(range.to());
        if (inside && isIn(scope, minute.key())) {
          long seconds = Duration.between(range.from(), minute.minute()).toSeconds();
          steps[Math.toIntExact(seconds / range.step().toSeconds())] +=
              minute.outcomes().getOrDefault(outcome, 0L);
        }
      }
    }
    return Arrays.stream(steps).boxed().toList();
  }

  /** Returns the requests of a scope by route, of all time. */
  static Map<String, RequestCounts> expectedRoutes(List<UsageBatches> nodes, UsageScope scope) {
    Map<String, RequestCounts> routes = new HashMap<>();
    nodes.stream()
        .flatMap(node -> node.written.stream())
        .filter(minute -> isIn(scope, minute.key()))
        .forEach(
            minute ->
                minute
                    .details()
                    .forEach(
                        (detail, counts) ->
                            routes.merge(detail.value(), counts, RequestCounts::plus)));
    return routes;
  }
}
