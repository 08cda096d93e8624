package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;

/** The cases about routes, client versions and networks. */
abstract class UsageDetailTests extends UsageSeriesTests {
  private static final int VALUES = 12;

  @Test
  void details_withTheMostRequests_areFirst() throws Exception {
    Map<UsageDetail, RequestCounts> details = new HashMap<>();
    for (int i = 0; i < VALUES; i++) {
      UsageDetail route = new UsageDetail(UsageDetail.Kind.ROUTE, "/r" + (i * 7) % VALUES);
      details.put(route, new RequestCounts(100L + i, i, 1));
    }
    NodeBatches batches = new NodeBatches("node");
    node().write(batches.next(new KeyMinute(KEY, NOON, Map.of(OK, 1L), details)));
    node().write(batches.next(detailed(NOON.plus(MINUTE), UsageDetail.Kind.ROUTE, "/r5", 1)));

    List<DetailCount> found = readRoutes(range(NOON, HOUR, 1), 4);

    assertEquals(
        List.of("/r5", "/r10", "/r3", "/r8"), found.stream().map(DetailCount::value).toList());
    assertEquals(new RequestCounts(112, 11, 1), found.get(0).counts());
    assertEquals(new RequestCounts(110, 10, 1), found.get(1).counts());
    assertEquals(VALUES, readRoutes(range(NOON, HOUR, 1), 1_000).size());
  }

  private List<DetailCount> readRoutes(UsageRange range, int max) throws Exception {
    return node().readDetails(ORGANIZATION, UsageDetail.Kind.ROUTE, range, max);
  }

  @Test
  void details_ofOneKindAndScope_areNotThoseOfOthers() throws Exception {
    NodeBatches batches = new NodeBatches("node");
    for (UsageDetail.Kind kind : UsageDetail.Kind.values()) {
      node().write(batches.next(detailed(NOON, kind, "a value", kind.name().length())));
    }
    UsageRange hour = range(NOON, HOUR, 1);

    for (UsageDetail.Kind kind : UsageDetail.Kind.values()) {
      RequestCounts expected = new RequestCounts(kind.name().length(), 0, 0);
      List<DetailCount> counts = List.of(new DetailCount("a value", expected, NOON));
      assertEquals(counts, node().readDetails(UsageScope.key(KEY), kind, hour, 9));
      assertEquals(counts, node().readDetails(ORGANIZATION, kind, hour, 9));
      UsageScope other = UsageScope.key(new KeyId("org", "app", "other"));
      assertEquals(List.of(), node().readDetails(other, kind, hour, 9));
    }
  }

  @Test
  void details_areThoseOfTheRange_withTheirFirstHour() throws Exception {
    NodeBatches batches = new NodeBatches("node");
    for (int hour = -1; hour <= 3; hour++) {
      Instant at = NOON.plus(HOUR.multipliedBy(hour)).plus(MINUTE.multipliedBy(7));
      node().write(batches.next(detailed(at, UsageDetail.Kind.ROUTE, "/a", 1)));
    }
    node().write(batches.next(detailed(NOON.plus(HOUR), UsageDetail.Kind.ROUTE, "/b", 1)));

    List<DetailCount> expected =
        List.of(
            new DetailCount("/a", new RequestCounts(3, 0, 0), NOON),
            new DetailCount("/b", new RequestCounts(1, 0, 0), NOON.plus(HOUR)));
    assertEquals(expected, readRoutes(range(NOON, HOUR, 3), 9));
    node().maintain(NOON.plus(HOUR.multipliedBy(9)), RETENTION);
    assertEquals(expected, readRoutes(range(NOON, HOUR, 3), 9));
    RequestCounts all = new RequestCounts(5, 0, 0);
    assertEquals(all, readRoutes(allSteps().get(2), 9).get(0).counts());
  }

  @Test
  void details_ofAnyText_loseNoRequest() throws Exception {
    List<String> values =
        List.of("'; --", "\"\\", "{}", "[", "\n", "\u0000", "\uD83D\uDE00", "é", "", "%", "$1");
    NodeBatches batches = new NodeBatches("node");
    for (String value : values) {
      node().write(batches.next(detailed(NOON, UsageDetail.Kind.CLIENT_VERSION, value, 1)));
    }

    assertEquals(values.size(), sumOfVersions());
    node().maintain(NOON.plus(HOUR.multipliedBy(3)), RETENTION);
    assertEquals(values.size(), sumOfVersions());
  }

  private long sumOfVersions() throws Exception {
    return node()
        .readDetails(ORGANIZATION, UsageDetail.Kind.CLIENT_VERSION, range(NOON, HOUR, 1), 100)
        .stream()
        .mapToLong(one -> one.counts().requests())
        .sum();
  }
}
