package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageStore;

/** The cases about the error log. */
abstract class ErrorLogTests extends UsageDetailTests {
  private static final KeyId OTHER_KEY = new KeyId("org", "app2", "key");

  private static DenialQuery query(
      UsageScope scope, Set<Reason> reasons, @Nullable String requestId) {
    return new DenialQuery(scope, reasons, NOON, NOON.plus(HOUR), requestId, null, 1_000);
  }

  private List<String> readIds(UsageScope scope, Reason... reasons) throws Exception {
    return ids(node().readDenials(query(scope, Set.of(reasons), null)).denials());
  }

  private static List<String> ids(List<DeniedRequest> denials) {
    return denials.stream().map(DeniedRequest::requestId).toList();
  }

  @Test
  void denials_areReadAsWritten() throws Exception {
    DeniedRequest full = denial(KEY, NOON.plusMillis(2_123), Reason.KEY_EXPIRED, "r2");
    DeniedRequest bare =
        new DeniedRequest(
            NOON.plusMillis(1_001), KEY, Reason.RATE_LIMITED, "", "", null, null, "r1", null);
    node().write(new NodeBatches("node").nextDenials(bare, full));

    DenialPage page = node().readDenials(query(ORGANIZATION, Set.of(), null));

    assertEquals(List.of(full, bare), page.denials());
    assertNull(page.next(), "there is no other page");
  }

  @Test
  void denials_areFoundByScopeReasonAndRequest() throws Exception {
    node()
        .write(
            new NodeBatches("node")
                .nextDenials(
                    denial(KEY, NOON, Reason.KEY_EXPIRED, "r1"),
                    denial(KEY, NOON.plusSeconds(1), Reason.RATE_LIMITED, "r2"),
                    denial(OTHER_KEY, NOON.plusSeconds(2), Reason.KEY_EXPIRED, "r3"),
                    denial(KEY, NOON.plusSeconds(3), Reason.KEY_REVOKED, "r1"),
                    denial(
                        new KeyId("org2", "app", "key"),
                        NOON.plusSeconds(4),
                        Reason.KEY_EXPIRED,
                        "r1")));

    assertEquals(List.of("r1", "r3", "r2", "r1"), readIds(ORGANIZATION));
    assertEquals(List.of("r1", "r2", "r1"), readIds(UsageScope.key(KEY)));
    assertEquals(List.of("r3"), readIds(UsageScope.integration("org", "app2")));
    assertEquals(List.of("r3", "r1"), readIds(ORGANIZATION, Reason.KEY_EXPIRED));
    assertEquals(
        List.of("r2", "r1"), readIds(UsageScope.key(KEY), Reason.KEY_EXPIRED, Reason.RATE_LIMITED));
    assertEquals(List.of(), readIds(ORGANIZATION, Reason.INTEGRATION_DISABLED));
    assertEquals(List.of(), readIds(UsageScope.organization("none")));
    assertEquals(
        List.of(NOON.plusSeconds(3), NOON),
        node().readDenials(query(ORGANIZATION, Set.of(), "r1")).denials().stream()
            .map(DeniedRequest::at)
            .toList());
    assertEquals(
        List.of(), node().readDenials(query(UsageScope.key(OTHER_KEY), Set.of(), "r1")).denials());
  }

  @Test
  void denials_atTheStartAreRead_atTheEndNot() throws Exception {
    Instant end = NOON.plus(HOUR);
    node()
        .write(
            new NodeBatches("node")
                .nextDenials(
                    denial(KEY, NOON.minusMillis(1), Reason.KEY_EXPIRED, "before"),
                    denial(KEY, NOON, Reason.KEY_EXPIRED, "start"),
                    denial(KEY, end.minusMillis(1), Reason.KEY_EXPIRED, "last"),
                    denial(KEY, end, Reason.KEY_EXPIRED, "end")));

    assertEquals(List.of("last", "start"), readIds(ORGANIZATION));
  }

  @Test
  void pages_haveEachDenialOnce_alsoOfOneInstant() throws Exception {
    Set<String> written = writeDenials(new NodeBatches("node"), 25);

    List<DeniedRequest> read = readPages(node(), 4, () -> {});

    assertEquals(written, new HashSet<>(ids(read)));
    assertEquals(written.size(), read.size(), "each once");
    for (int i = 1; i < read.size(); i++) {
      assertTrue(!read.get(i).at().isAfter(read.get(i - 1).at()), "the newest are first");
    }
    assertEquals(25, readPages(node(), 5, () -> {}).size(), "the last page is full");
  }

  /** Of some instants there are several. */
  private Set<String> writeDenials(NodeBatches batches, int number) throws Exception {
    Set<String> written = new HashSet<>();
    for (int i = 0; i < number; i++) {
      String id = "id" + i;
      written.add(id);
      Instant at = NOON.plusSeconds(i / 7 * 7L % 3);
      node().write(batches.nextDenials(denial(KEY, at, Reason.KEY_EXPIRED, id)));
    }
    return written;
  }

  @Test
  void pages_whileDenialsAreWritten_repeatAndLeaveOutNothing() throws Exception {
    NodeBatches batches = new NodeBatches("node");
    Set<String> written = writeDenials(batches, 12);

    List<DeniedRequest> read =
        readPages(
            node(),
            5,
            () ->
                node()
                    .write(
                        batches.nextDenials(
                            denial(KEY, NOON.plusSeconds(60), Reason.KEY_EXPIRED, "new"))));

    assertEquals(12, read.size(), () -> "denials of the pages: " + ids(read));
    assertEquals(written, new HashSet<>(ids(read)));
  }

  /** What happens between two pages. */
  private interface Interlude {
    void run() throws Exception;
  }

  private static List<DeniedRequest> readPages(UsageStore store, int max, Interlude interlude)
      throws Exception {
    List<DeniedRequest> read = new ArrayList<>();
    String after = null;
    do {
      DenialPage page =
          store.readDenials(
              new DenialQuery(ORGANIZATION, Set.of(), NOON, NOON.plus(HOUR), null, after, max));
      assertTrue(page.denials().size() <= max, "a page has at most " + max);
      assertTrue(page.next() == null || page.denials().size() == max, "pages are full");
      read.addAll(page.denials());
      after = page.next();
      interlude.run();
    } while (after != null && read.size() < 1_000);
    return read;
  }

  @Test
  void cursors_thatNoPageHad_areRejected() throws Exception {
    writeDenials(new NodeBatches("node"), 3);
    for (String wrong : List.of("", "x", "-1", "1' OR '1'='1", "99999999999999999999", "\u0661")) {
      DenialQuery query =
          new DenialQuery(ORGANIZATION, Set.of(), NOON, NOON.plus(HOUR), null, wrong, 2);
      assertThrows(IllegalArgumentException.class, () -> node().readDenials(query), wrong);
    }
    String cursor = node().readDenials(page(null)).next();
    assertNotNull(cursor, "there is another page");
    assertEquals(1, node().readDenials(page(cursor)).denials().size());
  }

  private static DenialQuery page(@Nullable String after) {
    return new DenialQuery(ORGANIZATION, Set.of(), NOON, NOON.plus(HOUR), null, after, 2);
  }

  @Test
  void denials_withHostileTexts_areKept() throws Exception {
    List<String> texts =
        List.of(
            "'; DROP TABLE denials; --", "a\u0000b", "\uD83D", "\r\nX: y", "%s", "é".repeat(200));
    NodeBatches batches = new NodeBatches("node");
    for (String text : texts) {
      node()
          .write(
              batches.nextDenials(
                  new DeniedRequest(
                      NOON, KEY, Reason.KEY_EXPIRED, text, text, text, text, text, text)));
    }

    assertEquals(texts.size(), readIds(ORGANIZATION).size());
    String odd = texts.get(0);
    assertEquals(
        List.of(odd), ids(node().readDenials(query(ORGANIZATION, Set.of(), odd)).denials()));
  }

  @Test
  void denials_areRemovedWhenTheyAreOld() throws Exception {
    Instant later = NOON.plus(RETENTION.denials()).plus(HOUR.multipliedBy(2));
    NodeBatches batches = new NodeBatches("node");
    node().write(batches.nextDenials(denial(KEY, NOON, Reason.KEY_EXPIRED, "old")));
    node()
        .write(
            batches.nextDenials(
                denial(KEY, NOON.plus(HOUR.multipliedBy(3)), Reason.KEY_EXPIRED, "kept")));

    node().maintain(later, RETENTION);

    DenialQuery all = new DenialQuery(ORGANIZATION, Set.of(), NOON, later, null, null, 9);
    assertEquals(List.of("kept"), ids(node().readDenials(all).denials()));
  }
}
