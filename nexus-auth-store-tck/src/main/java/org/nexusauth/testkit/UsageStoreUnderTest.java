package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.nexusauth.config.UsageRetention;
import org.nexusauth.event.Outcome;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageStore;

/** What the cases have in common; see {@link UsageStoreTck} for the methods. */
abstract class UsageStoreUnderTest {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration DAY = Duration.ofDays(1);
  static final UsageRetention RETENTION =
      new UsageRetention(
          Duration.ofDays(2), Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(7));
  static final Outcome OK = Outcome.ofStatus(200);
  static final Outcome LIMITED = Outcome.denied(Reason.RATE_LIMITED);
  static final KeyId KEY = new KeyId("org", "app", "key");
  static final UsageScope ORGANIZATION = UsageScope.organization("org");

  /** The time by which nodes write, where {@link #usesClock()} says so. */
  protected final MutableClock clock =
      MutableClock.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));

  private final List<UsageStore> opened = new ArrayList<>();
  private @Nullable UsageStore first;

  UsageStoreUnderTest() {}

  abstract UsageStore open() throws Exception;

  abstract boolean usesClock();

  abstract boolean loseNextAnswer(UsageStore node) throws Exception;

  abstract boolean interrupt() throws Exception;

  @AfterEach
  final void closeNodes() {
    opened.forEach(UsageStore::close);
    opened.clear();
    first = null;
  }

  /** Returns the node that most cases use. */
  final UsageStore node() throws Exception {
    UsageStore before = first;
    if (before != null) {
      return before;
    }
    UsageStore made = openNode();
    first = made;
    return made;
  }

  final UsageStore openNode() throws Exception {
    UsageStore made = open();
    opened.add(made);
    return made;
  }

  static KeyMinute minute(KeyId key, Instant at, Outcome outcome, long requests) {
    return new KeyMinute(
        key, at.truncatedTo(ChronoUnit.MINUTES), Map.of(outcome, requests), Map.of());
  }

  static KeyMinute detailed(Instant at, UsageDetail.Kind kind, String value, long requests) {
    return new KeyMinute(
        KEY,
        at.truncatedTo(ChronoUnit.MINUTES),
        Map.of(OK, requests),
        Map.of(new UsageDetail(kind, value), RequestCounts.of(OK, requests)));
  }

  static DeniedRequest denial(KeyId key, Instant at, Reason reason, String requestId) {
    return new DeniedRequest(
        at, key, reason, "a detail", "GET", "/orders", "192.0.2.0/24", requestId, "client/1");
  }

  /** Returns the range of so many minutes, hours or days from an instant. */
  static UsageRange range(Instant from, Duration step, int steps) {
    return new UsageRange(from, from.plus(step.multipliedBy(steps)), step);
  }

  /** Returns the ranges by minutes, hours and days that have the hours around noon. */
  static List<UsageRange> allSteps() {
    Instant midnight = NOON.truncatedTo(ChronoUnit.DAYS);
    return List.of(
        range(midnight, MINUTE, 1_440), range(midnight, HOUR, 24), range(midnight, DAY, 1));
  }

  static long sum(UsageStore store, UsageScope scope, UsageRange range) {
    return store.readSeries(scope, range).sum().requests();
  }

  /** Checks the sum, by minutes, hours and days. */
  static void assertSums(long expected, UsageStore store, UsageScope scope) {
    for (UsageRange range : allSteps()) {
      assertEquals(
          expected,
          sum(store, scope, range),
          () -> "requests of %s in steps of %s".formatted(scope, range.step()));
    }
  }

  static List<Long> steps(UsageStore store, UsageScope scope, UsageRange range, Outcome outcome) {
    return store
        .readSeries(scope, range)
        .requests()
        .getOrDefault(outcome, Collections.nCopies(range.steps(), 0L));
  }
}
