package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.nexusauth.management.service.ServiceFixture.ANY;
import static org.nexusauth.management.service.ServiceFixture.ORG;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.audit.AuditLog;
import org.nexusauth.management.audit.AuditVerification;
import org.nexusauth.management.audit.PartialVerification;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditEvent.AuditActor;
import org.nexusauth.management.model.AuditHead;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.ManagementStore;

class AuditChainTest {
  private static final AuditQuery EVERYTHING = new AuditQuery(null, null, null, null, null, null);
  private static final Operator ADMIN = ServiceFixture.admin().operator();

  private final ServiceFixture fixture = ServiceFixture.joined();

  private AuditVerification verify(List<AuditEvent> events) {
    MemoryManagementStore store = new MemoryManagementStore();
    store.write(
        all -> {
          events.forEach(all::appendAuditEvent);
          return true;
        });
    return new AuditLog(new ManagementPorts(store, fixture, null, fixture.clock)).verify(ADMIN);
  }

  @Test
  void untouchedLog_isUnbroken() {
    for (int i = 0; i < 600; i++) { // More than one batch.
      fixture.organizations.rename(ServiceFixture.admin(), ORG, "Acme " + i, ANY);
    }

    assertThat(fixture.auditLog.verify(ADMIN))
        .isEqualTo(new AuditVerification(AuditHead.of(fixture.lastEvent()), null));
    assertThat(verify(List.of())).isEqualTo(new AuditVerification(AuditHead.EMPTY, null));
  }

  @Test
  void log_inParts_isVerifiedFromWhereThePartBeforeEnded() {
    for (int i = 0; i < 700; i++) {
      fixture.organizations.rename(ServiceFixture.admin(), ORG, "Acme " + i, ANY);
    }
    AuditHead end = AuditHead.of(fixture.lastEvent());

    PartialVerification first = fixture.auditLog.verifyPart(ADMIN, AuditHead.EMPTY, 300);
    assertThat(first.complete()).isFalse();
    assertThat(first.size()).isEqualTo(end.sequence());
    assertThat(first.verification().events()).isBetween(300L, end.sequence() - 1);

    PartialVerification rest =
        fixture.auditLog.verifyPart(ADMIN, first.verification().last(), 5_000);
    assertThat(rest.complete()).isTrue();
    assertThat(rest.verification()).isEqualTo(new AuditVerification(end, null));
  }

  @Test
  void part_thatStartsAtAnotherHash_isBrokenAtItsFirstEvent() {
    fixture.organizations.rename(ServiceFixture.admin(), ORG, "Other", ANY);

    AuditHead wrong = new AuditHead(1, "f".repeat(64));
    assertThat(fixture.auditLog.verifyPart(ADMIN, wrong, 600).verification().brokenAt())
        .isEqualTo(2L);
  }

  static Stream<UnaryOperator<AuditEvent>> tamperings() {
    return Stream.of(
        event -> copy(event, event.at().plusNanos(1000), event.actor(), event.before(), ORG),
        event -> copy(event, event.at(), actor("eve", null), event.before(), ORG),
        event -> copy(event, event.at(), actor("root", "192.0.2.2"), event.before(), ORG),
        event -> copy(event, event.at(), event.actor(), Map.of("name", "Other"), ORG),
        event -> copy(event, event.at(), event.actor(), Map.of(), ORG),
        event -> copy(event, event.at(), event.actor(), event.before(), null),
        event -> copy(event, event.at(), event.actor(), event.before(), "org_b"));
  }

  private static AuditActor actor(String name, String address) {
    return new AuditActor(name, "ADMIN", "req-1", address);
  }

  private static AuditEvent copy(
      AuditEvent event,
      Instant at,
      AuditActor actor,
      Map<String, String> before,
      String organizationId) {
    return new AuditEvent(
        event.sequence(),
        at,
        actor,
        organizationId,
        event.action(),
        event.subjectKind(),
        event.subjectId(),
        before,
        event.after(),
        event.hash());
  }

  @ParameterizedTest
  @MethodSource("tamperings")
  void changedEvent_isFoundAtItsSequence(UnaryOperator<AuditEvent> tampering) {
    fixture.organizations.rename(ServiceFixture.admin(), ORG, "B", ANY);
    fixture.generate();
    List<AuditEvent> events = new ArrayList<>(fixture.events());
    assertThat(verify(events).brokenAt()).isNull();

    events.set(3, tampering.apply(events.get(3)));

    assertThat(verify(events)).isEqualTo(new AuditVerification(AuditHead.of(events.get(2)), 4L));
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        argumentSet("the last one cut off", 3, 4, false, 4L),
        argumentSet("all cut off", 0, 4, false, 1L),
        argumentSet("one that was not counted", 4, 3, false, 4L),
        argumentSet("the last one replaced", 4, 4, true, 4L));
  }

  /** Those who can write to the table of events may know how to compute hashes. */
  @ParameterizedTest
  @MethodSource("ends")
  void chainThatDoesNotEndWithTheHead_isBroken(
      int kept, int appended, boolean replaced, long brokenAt) {
    fixture.generate();
    List<AuditEvent> events = fixture.events().subList(0, 4);
    String hash = replaced ? "0".repeat(64) : events.get(appended - 1).hash();
    ManagementStore tampered =
        new TamperedAuditStore(
            fixture.store, events.subList(0, kept), new AuditHead(appended, hash));

    AuditVerification found =
        new AuditLog(new ManagementPorts(tampered, fixture, null, fixture.clock)).verify(ADMIN);

    assertThat(found.brokenAt()).isEqualTo(brokenAt);
    assertThat(found.events()).isEqualTo(brokenAt - 1);
  }

  @Test
  void event_containsWhatHasChangedAlone() {
    fixture.organizations.rename(ServiceFixture.admin(), ORG, "B", ANY);

    AuditEvent event = fixture.lastEvent();
    assertThat(event.before()).isEqualTo(Map.of("name", "Acme"));
    assertThat(event.after()).isEqualTo(Map.of("name", "B"));
    assertThat(event.actor()).isEqualTo(actor("root", "192.0.2.1"));
    fixture.organizations.rename(ServiceFixture.admin(), ORG, "B", ANY);
    assertThat(fixture.lastEvent()).as("nothing has changed").isEqualTo(event);
  }

  @Test
  void eventsOfManyParts_areExportedAndFoundInTheirOrder() throws IOException {
    fixture.organizations.create(ServiceFixture.admin(), "org_b", "B");
    for (int i = 0; i < 1_001; i++) {
      fixture.organizations.rename(ServiceFixture.admin(), ORG, "Name " + i, ANY);
    }
    AuditQuery renamed = new AuditQuery(Set.of(ORG), null, "organization.rename", null, null, null);
    StringBuilder lines = new StringBuilder();

    fixture.auditLog.export(ADMIN, renamed, lines);

    assertThat(lines.toString().lines())
        .hasSize(1_001)
        .isSortedAccordingTo(Comparator.comparingInt(AuditChainTest::sequenceOf));
    assertThat(
            fixture.auditLog.findOldest(
                ADMIN, renamed, event -> "Name 1000".equals(event.after().get("name"))))
        .hasValueSatisfying(event -> assertThat(event.sequence()).isGreaterThan(1_001));
    assertThat(fixture.auditLog.findOldest(ADMIN, renamed, event -> false)).isEmpty();
    Operator stranger = ServiceFixture.operatorOf(Role.VIEWER, "org_b");
    assertThat(fixture.auditLog.findOldest(stranger, renamed, event -> true)).isEmpty();
  }

  private static int sequenceOf(String line) {
    return Integer.parseInt(line.replaceAll("^\\{\"sequence\":([0-9]+),.*$", "$1"));
  }

  @Test
  void export_hasALineForEachVisibleEvent() throws IOException {
    fixture.organizations.create(ServiceFixture.admin(), "org_b", "B \"1\"");
    StringBuilder all = new StringBuilder();
    StringBuilder own = new StringBuilder();

    fixture.auditLog.export(ADMIN, EVERYTHING, all);
    fixture.auditLog.export(ServiceFixture.operatorOf(Role.VIEWER, ORG), EVERYTHING, own);

    assertThat(all.toString().lines()).hasSize(4);
    List<String> lines = own.toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("{\"sequence\":1,\"at\":\"2026-11-30T13:00:00Z\",\"actor\":{\"name\":\"root\"")
        .contains("\"after\":{\"name\":\"Acme\"}")
        .endsWith("\"}");
  }
}
