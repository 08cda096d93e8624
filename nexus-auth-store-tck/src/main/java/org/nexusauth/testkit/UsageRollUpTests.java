package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageStore;

/** The cases about adding up hours and days, and about removing what is old. */
abstract class UsageRollUpTests extends ErrorLogTests {
  private static final int NODES = 4;
  private static final int KEYS = 1_000_000;
  private static final int BATCH = 5_000;
  private static final Instant MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z");

  @Test
  void figures_areTheSameAfterRollUps() throws Exception {
    UsageStore store = node();
    NodeBatches batches = new NodeBatches("node");
    List<Long> expected = new ArrayList<>();
    for (int hour = 0; hour < 30; hour++) {
      Instant at = MIDNIGHT.plus(HOUR.multipliedBy(hour));
      store.write(batches.next(detailed(at, UsageDetail.Kind.ROUTE, "/r", hour + 1L)));
      store.write(batches.next(minute(KEY, at.plusSeconds(3_540), LIMITED, 1)));
      if (hour % 4 == 3) {
        assertTrue(store.maintain(at.plusSeconds(3_599), RETENTION), "no other node does it");
      }
      expected.add(hour + 1L);
    }
    requireHours(store, expected);

    for (int hours = 31; hours < 49; hours += 8) {
      store.maintain(MIDNIGHT.plus(HOUR.multipliedBy(hours)), RETENTION);
      requireHours(store, expected);
    }
  }

  private static void requireHours(UsageStore store, List<Long> expected) {
    UsageRange hours = range(MIDNIGHT, HOUR, expected.size());
    long firstDay = expected.subList(0, 24).stream().mapToLong(n -> n).sum();
    long all = expected.stream().mapToLong(n -> n).sum();
    for (UsageScope scope : List.of(UsageScope.key(KEY), ORGANIZATION)) {
      assertEquals(expected, steps(store, scope, hours, OK), () -> "hours of " + scope);
      UsageRange days = range(MIDNIGHT, DAY, 2);
      assertEquals(List.of(firstDay, all - firstDay), steps(store, scope, days, OK));
      assertEquals(List.of(24L, expected.size() - 24L), steps(store, scope, days, LIMITED));
      List<Long> minutes = steps(store, scope, range(MIDNIGHT, MINUTE, 1_440), OK);
      for (int hour = 0; hour < 24; hour++) {
        assertEquals(expected.get(hour), minutes.get(60 * hour), "the first minute of an hour");
      }
    }
    assertEquals(
        List.of(new DetailCount("/r", new RequestCounts(all, 0, 0), MIDNIGHT)),
        store.readDetails(ORGANIZATION, UsageDetail.Kind.ROUTE, range(MIDNIGHT, DAY, 2), 9));
  }

  @Test
  void lateRequests_ofRolledUpHoursAndDays_areAdded() throws Exception {
    UsageStore store = node();
    store.write(new NodeBatches("one").next(detailed(NOON, UsageDetail.Kind.ROUTE, "/r", 5)));
    NodeBatches late = new NodeBatches("late");
    for (int hours : List.of(3, 20, 45)) {
      store.maintain(NOON.plus(HOUR.multipliedBy(hours)), RETENTION);
      store.write(late.next(detailed(NOON, UsageDetail.Kind.ROUTE, "/r", 1)));
      store.write(late.next(minute(KEY, NOON.plus(MINUTE), OK, 1)));
    }
    requireLate(store);

    store.maintain(NOON.plus(HOUR.multipliedBy(46)), RETENTION);
    requireLate(store);
  }

  private static void requireLate(UsageStore store) {
    assertSums(11, store, UsageScope.key(KEY));
    assertSums(11, store, UsageScope.integration("org", "app"));
    assertSums(11, store, ORGANIZATION);
    List<DetailCount> routes =
        store.readDetails(ORGANIZATION, UsageDetail.Kind.ROUTE, range(NOON, HOUR, 1), 9);
    assertEquals(List.of(new DetailCount("/r", new RequestCounts(8, 0, 0), NOON)), routes);
  }

  @Test
  void retention_keepsHoursThenDays_thenNothing() throws Exception {
    UsageStore store = node();
    Instant at = NOON.plus(HOUR).plus(MINUTE.multipliedBy(9));
    store.write(new NodeBatches("node").next(detailed(at, UsageDetail.Kind.ROUTE, "/r", 7)));
    requireStart(store, at, NOON.plus(HOUR));

    store.maintain(NOON.plus(DAY.multipliedBy(4)), RETENTION);
    requireStart(store, NOON.plus(HOUR), NOON.plus(HOUR));

    store.maintain(NOON.plus(DAY.multipliedBy(92)), RETENTION);
    requireStart(store, MIDNIGHT, MIDNIGHT);

    store.maintain(NOON.plus(DAY.multipliedBy(732)), RETENTION);
    assertSums(0, store, ORGANIZATION);
    assertEquals(0, routes(store).size(), "details are removed");

    Instant next = NOON.plus(DAY.multipliedBy(732));
    store.write(new NodeBatches("new").next(minute(KEY, next, OK, 1)));
    assertEquals(1, sum(store, ORGANIZATION, range(next, MINUTE, 1)));
  }

  /** Requests of an hour or a day count in the step in which it begins. */
  private static void requireStart(UsageStore store, Instant minute, Instant hour) {
    List<UsageRange> ranges = allSteps();
    List<Instant> starts = List.of(minute, hour, MIDNIGHT);
    for (int i = 0; i < ranges.size(); i++) {
      UsageRange range = ranges.get(i);
      List<Long> steps = steps(store, ORGANIZATION, range, OK);
      assertEquals(List.of(7L), steps.stream().filter(number -> number > 0).toList());
      assertEquals(starts.get(i), range.startOf(steps.indexOf(7L)), range.step()::toString);
    }
    assertEquals(7, routes(store).get(0).counts().requests());
  }

  private static List<DetailCount> routes(UsageStore store) {
    return store.readDetails(ORGANIZATION, UsageDetail.Kind.ROUTE, range(MIDNIGHT, DAY, 1), 9);
  }

  @Test
  void nodes_thatWriteAndMaintainTogether_countEachRequestOnce() throws Exception {
    List<Callable<Long>> calls = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      UsageStore store = openNode();
      NodeBatches batches = new NodeBatches("node" + i);
      calls.add(() -> writeAndMaintain(store, batches));
    }

    long written = Concurrently.call(calls).stream().mapToLong(number -> number).sum();

    UsageRange days = range(MIDNIGHT, DAY, 2);
    assertEquals(written, sum(node(), ORGANIZATION, days));
    assertEquals(written, sum(node(), ORGANIZATION, range(MIDNIGHT, HOUR, 48)));
    node().maintain(NOON.plus(HOUR.multipliedBy(40)), RETENTION);
    assertEquals(written, sum(node(), ORGANIZATION, days));
    assertEquals(written, sum(node(), UsageScope.key(KEY), range(MIDNIGHT, HOUR, 48)));
  }

  /** Returns the number of its requests; each second batch is written twice. */
  private static long writeAndMaintain(UsageStore store, NodeBatches batches) {
    for (int i = 0; i < 24; i++) {
      Instant at = NOON.plus(HOUR.multipliedBy(i));
      var batch =
          batches.next(
              detailed(at.minus(HOUR.multipliedBy(i % 5)), UsageDetail.Kind.ROUTE, "/r", i));
      store.write(batch);
      if (i % 2 == 0) {
        store.write(batch);
      }
      if (i % 3 == 0) {
        store.maintain(at, RETENTION);
      }
    }
    return LongStream.range(0, 24).sum();
  }

  @Test
  @Tag("deep")
  @Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD)
  void keys_thatAreSeenOnce_areAllCounted() throws Exception {
    UsageStore store = node();
    NodeBatches batches = new NodeBatches("node");
    for (int first = 0; first < KEYS; first += BATCH) {
      List<KeyMinute> minutes = new ArrayList<>();
      for (int i = first; i < first + BATCH; i++) {
        Instant at = NOON.plus(MINUTE.multipliedBy(i % 60));
        minutes.add(minute(new KeyId("org", "app" + i % 10, "key" + i), at, OK, 1));
      }
      store.write(batches.next(minutes, List.of()));
    }
    assertSums(KEYS, store, ORGANIZATION);

    store.maintain(NOON.plus(HOUR.multipliedBy(3)), RETENTION);

    assertSums(KEYS, store, ORGANIZATION);
    assertSums(KEYS / 10, store, UsageScope.integration("org", "app3"));
    assertSums(1, store, UsageScope.key(new KeyId("org", "app7", "key" + (KEYS - 3))));
  }
}
