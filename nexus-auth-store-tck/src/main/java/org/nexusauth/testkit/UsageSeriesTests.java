package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nexusauth.event.Outcome;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;
import org.nexusauth.usage.store.UsageStore;

/** The cases about requests over time. */
abstract class UsageSeriesTests extends UsageStoreUnderTest {
  private static final int MAX_SCOPES = 200;

  @Test
  void requests_areCountedByOutcome_inTheirSteps() throws Exception {
    UsageStore store = node();
    NodeBatches batches = new NodeBatches("node");
    store.write(batches.next(minute(KEY, NOON, OK, 3), minute(KEY, NOON.plus(MINUTE), LIMITED, 2)));
    store.write(batches.next(minute(KEY, NOON, OK, 4), minute(KEY, NOON.plus(HOUR), OK, 1)));

    UsageRange minutes = range(NOON, MINUTE, 3);
    assertEquals(List.of(7L, 0L, 0L), steps(store, UsageScope.key(KEY), minutes, OK));
    assertEquals(List.of(0L, 2L, 0L), steps(store, UsageScope.key(KEY), minutes, LIMITED));
    UsageRange hours = range(NOON, HOUR, 2);
    assertEquals(List.of(7L, 1L), steps(store, ORGANIZATION, hours, OK));
    assertEquals(List.of(2L, 0L), steps(store, ORGANIZATION, hours, LIMITED));
    assertEquals(
        Map.of(OK, 8L, LIMITED, 2L), store.readSeries(ORGANIZATION, allSteps().get(2)).totals());
  }

  @Test
  void outcomes_areAllKept() throws Exception {
    Map<Outcome, Long> outcomes = new HashMap<>();
    for (Outcome outcome : Outcome.all()) {
      outcomes.put(outcome, 1L + outcome.index());
    }
    node().write(new NodeBatches("node").next(new KeyMinute(KEY, NOON, outcomes, Map.of())));

    for (UsageRange range : allSteps()) {
      assertEquals(outcomes, node().readSeries(UsageScope.key(KEY), range).totals());
    }
    List<KeyMinute> read = readMinutes(range(NOON, MINUTE, 1));
    assertEquals(List.of(new KeyMinute(KEY, NOON, outcomes, Map.of())), read);
  }

  private List<KeyMinute> readMinutes(UsageRange range) throws Exception {
    List<KeyMinute> read = new ArrayList<>();
    node().readMinutes(range.from(), range.to(), read::add);
    return read;
  }

  @Test
  void ranges_includeTheirStart_andNotTheirEnd() throws Exception {
    UsageStore store = node();
    NodeBatches batches = new NodeBatches("node");
    for (int i = -1; i <= 2; i++) {
      store.write(batches.next(minute(KEY, NOON.plus(MINUTE.multipliedBy(i)), OK, 1)));
      store.write(batches.next(minute(KEY, NOON.plus(HOUR.multipliedBy(2L * i)), OK, 1)));
      store.write(batches.next(minute(KEY, NOON.plus(DAY.multipliedBy(2L * i)), OK, 1)));
    }

    assertEquals(List.of(3L, 1L), steps(store, ORGANIZATION, range(NOON, MINUTE, 2), OK));
    assertEquals(List.of(5L, 0L), steps(store, ORGANIZATION, range(NOON, HOUR, 2), OK));
    UsageRange days = range(allSteps().get(2).from(), DAY, 2);
    assertEquals(List.of(9L, 0L), steps(store, ORGANIZATION, days, OK));
    List<KeyMinute> read = readMinutes(range(NOON, MINUTE, 2));
    assertEquals(4, read.stream().mapToLong(one -> one.outcomes().get(OK)).sum());
  }

  @Test
  void keys_integrationsAndOrganizations_areApart() throws Exception {
    UsageStore store = node();
    List<KeyId> keys =
        List.of(
            new KeyId("org", "app", "key"),
            new KeyId("org", "app", "key2"),
            new KeyId("org", "app2", "key"),
            new KeyId("org2", "app", "key"));
    List<KeyMinute> minutes = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      minutes.add(minute(keys.get(i), NOON, OK, 1L << i));
    }
    store.write(new NodeBatches("node").next(minutes, List.of()));

    for (int i = 0; i < keys.size(); i++) {
      assertSums(1L << i, store, UsageScope.key(keys.get(i)));
    }
    assertSums(1 + 2, store, UsageScope.integration("org", "app"));
    assertSums(4, store, UsageScope.integration("org", "app2"));
    assertSums(8, store, UsageScope.integration("org2", "app"));
    assertSums(1 + 2 + 4, store, ORGANIZATION);
    assertSums(8, store, UsageScope.organization("org2"));
    assertEquals(4, readMinutes(range(NOON, MINUTE, 1)).size());
  }

  @Test
  void scopes_withoutRequests_haveNone() throws Exception {
    node().write(new NodeBatches("node").next(minute(KEY, NOON, OK, 1)));

    assertSums(0, node(), UsageScope.organization("app"));
    assertSums(0, node(), UsageScope.integration("org", "key"));
    assertSums(0, node(), UsageScope.key(new KeyId("org", "app", "app")));
  }

  @Test
  void series_ofManyScopes_areThoseOfEach() throws Exception {
    List<UsageScope> scopes = new ArrayList<>();
    List<KeyMinute> minutes = new ArrayList<>();
    for (int i = 0; i < MAX_SCOPES - 1; i++) {
      KeyId key = new KeyId("org", "app" + i % 2, "key" + i);
      minutes.add(minute(key, NOON, OK, i + 1L));
      scopes.add(UsageScope.key(key));
    }
    scopes.add(UsageScope.integration("org", "app1"));
    node().write(new NodeBatches("node").next(minutes, List.of()));

    Map<UsageScope, UsageSeries> found = node().readSeries(scopes, range(NOON, HOUR, 1));

    for (int i = 0; i < MAX_SCOPES - 1; i++) {
      assertEquals(
          new RequestCounts(i + 1L, 0, 0),
          Objects.requireNonNull(found.get(scopes.get(i))).sum(),
          scopes.get(i)::toString);
    }
    assertEquals(
        99L * 100, Objects.requireNonNull(found.get(scopes.get(MAX_SCOPES - 1))).sum().requests());
    assertTrue(node().readSeries(List.of(), range(NOON, HOUR, 1)).isEmpty());
  }

  @Test
  void largeNumbers_areCounted() throws Exception {
    long many = 3_000_000_000_000L;
    NodeBatches batches = new NodeBatches("node");
    node().write(batches.next(minute(KEY, NOON, OK, many)));
    node().write(batches.next(minute(KEY, NOON, OK, many)));

    assertSums(2 * many, node(), ORGANIZATION);
    node().maintain(NOON.plus(HOUR.multipliedBy(3)), RETENTION);
    assertSums(2 * many, node(), ORGANIZATION);
  }

  @Test
  void ids_ofAnyText_areKeysOfTheirOwn() throws Exception {
    String prefix = "x'; DROP TABLE usage; -- \uD83D\uDE00".repeat(20);
    List<String> ids =
        List.of("a", "A", "a ", " a", "", "a\u0000", "a\nb", "%", "_", "é", prefix + 1, prefix + 2);
    NodeBatches batches = new NodeBatches("node");
    for (int i = 0; i < ids.size(); i++) {
      KeyId key = new KeyId("org", ids.get(i), ids.get(i));
      node().write(batches.next(minute(key, NOON, OK, i + 1L)));
    }

    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      UsageRange hour = range(NOON, HOUR, 1);
      assertEquals(i + 1L, sum(node(), UsageScope.key(new KeyId("org", id, id)), hour), id);
      assertEquals(i + 1L, sum(node(), UsageScope.integration("org", id), hour), id);
    }
    assertEquals(12 * 13 / 2, sum(node(), ORGANIZATION, range(NOON, HOUR, 1)));
  }
}
