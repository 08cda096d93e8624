package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditEvent.AuditActor;
import org.nexusauth.management.model.AuditHead;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The log of changes is appended to, read in order, and listed. */
abstract class AuditRecordTests extends RecordTransactionTests {
  private static final PageRequest ALL = new PageRequest(PageRequest.MAX_LIMIT, null);

  AuditRecordTests() {}

  @Test
  void event_isKeptAsItIs() {
    Map<String, String> before = new LinkedHashMap<>();
    before.put("z", "1");
    before.put("a", "ä\"\\\n'; -- \uD83D\uDD11");
    before.put("m", "");
    AuditEvent event =
        write(
            all -> {
              AuditEvent appended =
                  new AuditEvent(
                      nextSequence(all),
                      Instant.parse("2026-03-29T01:30:00.000001Z"),
                      new AuditActor("ada-" + fixtures.mark, "ADMIN", "r".repeat(255), "::1"),
                      fixtures.organizationId,
                      "key.rename",
                      "key",
                      "\uD83D\uDD11".repeat(255),
                      before,
                      Map.of(),
                      "ab".repeat(32));
              all.appendAuditEvent(appended);
              return appended;
            });

    List<AuditEvent> read = read(all -> all.readAuditEvents(event.sequence() - 1, 10));

    assertEquals(List.of(event), read);
    assertEquals(
        List.of("z", "a", "m"),
        List.copyOf(read.get(0).before().keySet()),
        "the hash needs the order of the fields");
    assertEquals(Optional.of(event), write(all -> all.lastAuditEvent()));
  }

  @Test
  void event_thatDoesNotFollowTheLastOne_isNotAppended() {
    long last = append("key.create").sequence();

    for (long wrong : new long[] {last, last + 2, last - 1, 0, -1}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> change(all -> all.appendAuditEvent(fixtures.event(wrong, "wrong"))),
          () -> wrong + " does not follow " + last);
    }
    assertEquals(last + 1, append("key.create").sequence());
  }

  @Test
  void events_areReadInTheirOrder() {
    List<AuditEvent> appended = new ArrayList<>();
    for (int i = 0; i < 12; i++) { // From one digit to two, where texts are in another order.
      appended.add(append("key.create"));
    }
    long start = appended.get(0).sequence() - 1;

    assertEquals(appended, read(all -> all.readAuditEvents(start, 100)));
    assertEquals(appended.subList(0, 5), read(all -> all.readAuditEvents(start, 5)));
    assertEquals(appended.subList(3, 5), read(all -> all.readAuditEvents(start + 3, 2)));
    assertEquals(List.of(), read(all -> all.readAuditEvents(start + 12, 2)));
  }

  @Test
  void head_isTheEventThatWasAppendedLast() {
    AuditEvent first = append("key.create");
    assertEquals(AuditHead.of(first), read(all -> all.readAuditHead()));

    AuditHead within =
        write(
            all -> {
              all.appendAuditEvent(eventWithHash(first.sequence() + 1, "c"));
              all.appendAuditEvent(eventWithHash(first.sequence() + 2, "d"));
              return all.readAuditHead();
            });

    assertEquals(new AuditHead(first.sequence() + 2, "d".repeat(64)), within);
    assertEquals(within, read(all -> all.readAuditHead()));
    assertEquals(Optional.of(within), write(all -> all.lastAuditEvent().map(AuditHead::of)));
  }

  private AuditEvent eventWithHash(long sequence, String digit) {
    AuditEvent base = fixtures.event(sequence, "key.create");
    return new AuditEvent(
        sequence,
        base.at(),
        base.actor(),
        base.organizationId(),
        base.action(),
        base.subjectKind(),
        base.subjectId(),
        base.before(),
        base.after(),
        digit.repeat(64));
  }

  private AuditEvent append(String action) {
    return appendOf(fixtures.organizationId, action, NOW);
  }

  private AuditEvent appendOf(@Nullable String organizationId, String action, Instant at) {
    return write(
        all -> {
          AuditEvent base = fixtures.event(nextSequence(all), action);
          AuditEvent event =
              new AuditEvent(
                  base.sequence(),
                  at,
                  base.actor(),
                  organizationId,
                  action,
                  base.subjectKind(),
                  base.subjectId(),
                  base.before(),
                  base.after(),
                  base.hash());
          all.appendAuditEvent(event);
          return event;
        });
  }

  @Test
  void events_areListedNewestFirst_inParts() {
    List<AuditEvent> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.add(0, append("key.create"));
    }
    AuditQuery own = ofOrganizations(Set.of(fixtures.organizationId));

    ResultPage<AuditEvent> first = list(own, new PageRequest(2, null));
    append("key.create"); // Moves nothing in the parts that follow.
    ResultPage<AuditEvent> second = list(own, new PageRequest(2, first.nextCursor()));
    ResultPage<AuditEvent> third = list(own, new PageRequest(2, second.nextCursor()));

    assertEquals(newestFirst.subList(0, 2), first.items());
    assertEquals(newestFirst.subList(2, 4), second.items());
    assertEquals(newestFirst.subList(4, 5), third.items());
    assertEquals(null, third.nextCursor());
    assertKind(Kind.INVALID, () -> list(own, new PageRequest(2, "nonsense")));
  }

  private static AuditQuery ofOrganizations(@Nullable Set<String> ids) {
    return new AuditQuery(ids, null, null, null, null, null);
  }

  private ResultPage<AuditEvent> list(AuditQuery query, PageRequest page) {
    return read(all -> all.listAuditEvents(query, page));
  }

  @Test
  void events_areFoundByEachFilter() {
    String other = "org2-" + fixtures.mark;
    AuditEvent own = appendOf(fixtures.organizationId, "key.create", NOW);
    AuditEvent abroad = appendOf(other, "key.revoke", NOW.plusNanos(1000));
    AuditEvent ofNone = appendOf(null, "signing-key.create", NOW.plus(Duration.ofHours(1)));
    String actor = own.actor().name();
    Instant later = NOW.plusNanos(1000);

    assertEquals(List.of(), list(ofOrganizations(Set.of()), ALL).items());
    assertEquals(
        List.of(abroad, own),
        list(ofOrganizations(Set.of(fixtures.organizationId, other)), ALL).items());
    assertFound(List.of(ofNone, abroad, own), new AuditQuery(null, actor, null, null, null, null));
    assertFound(List.of(), new AuditQuery(null, actor + "x", null, null, null, null));
    assertFound(List.of(abroad), new AuditQuery(null, actor, "key.revoke", null, null, null));
    assertFound(
        List.of(ofNone, abroad, own),
        new AuditQuery(null, null, null, own.subjectId(), null, null));
    assertFound(List.of(ofNone, abroad), new AuditQuery(null, actor, null, null, later, null));
    assertFound(List.of(own), new AuditQuery(null, actor, null, null, null, later));
    assertFound(
        List.of(abroad),
        new AuditQuery(Set.of(other), actor, null, null, later, later.plusNanos(1000)));
  }

  private void assertFound(List<AuditEvent> expected, AuditQuery query) {
    assertEquals(expected, list(query, ALL).items(), () -> "found by " + query);
    List<AuditEvent> oldestFirst = new ArrayList<>(expected);
    Collections.reverse(oldestFirst);
    assertEquals(
        oldestFirst, read(all -> all.findAuditEvents(query, 0, 100)), () -> "in order by " + query);
  }

  @Test
  void events_areFoundInTheirOrder_inParts() {
    AuditQuery own = ofOrganizations(Set.of(fixtures.organizationId));
    List<AuditEvent> found = new ArrayList<>();
    for (int i = 0; i < 12; i++) { // From one digit to two, where texts are in another order.
      found.add(append("key.create"));
      appendOf("org2-" + fixtures.mark, "key.create", NOW);
    }
    long fifth = found.get(4).sequence();
    long last = found.get(11).sequence();

    assertEquals(found.subList(0, 5), read(all -> all.findAuditEvents(own, 0, 5)));
    assertEquals(found.subList(5, 12), read(all -> all.findAuditEvents(own, fifth, 100)));
    assertEquals(found.subList(5, 7), read(all -> all.findAuditEvents(own, fifth + 1, 2)));
    assertEquals(List.of(), read(all -> all.findAuditEvents(own, last, 5)));
    assertEquals(List.of(), read(all -> all.findAuditEvents(ofOrganizations(Set.of()), 0, 5)));
  }
}
