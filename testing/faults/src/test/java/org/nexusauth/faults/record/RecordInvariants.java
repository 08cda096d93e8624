package org.nexusauth.faults.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.nexusauth.management.audit.AuditVerification;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyStates;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.SubjectStatus.SwitchedOff;

/** What holds of records, audit log and revocation store at any time, whatever was killed. */
final class RecordInvariants {
  private final RecordNode node;
  private final RecordSnapshot records;

  RecordInvariants(RecordNode node) {
    this.node = node;
    this.records = node.read(RecordSnapshot::readFrom);
  }

  /** Checks what needs no knowledge of who has changed what. */
  void assertConsistent() {
    assertAuditUnbroken();
    records.integrations().values().forEach(this::assertFits);
    records.agents().values().forEach(this::assertFits);
    Set<String> superseded = new HashSet<>();
    for (ApiKeyRecord key : records.keys().values()) {
      assertWholeRotation(key, superseded);
      assertFits(key);
    }
    assertSuccessorsAreLinked(superseded);
  }

  private void assertAuditUnbroken() {
    AuditVerification verified = node.services().auditLog().verify(RecordNode.ADMIN);
    assertThat(verified.brokenAt()).as("audit log is broken at").isNull();
    assertThat(verified.events()).isGreaterThanOrEqualTo(records.events().size());
    Map<List<String>, Long> changes = records.countRecordChanges();
    records
        .keys()
        .values()
        .forEach(
            key ->
                assertThat(changes.get(List.of("key", key.ref().keyId())))
                    .as("events of %s", key)
                    .isEqualTo(key.version()));
    records
        .integrations()
        .values()
        .forEach(
            one ->
                assertThat(changes.get(List.of("integration", one.id())))
                    .as("events of %s", one)
                    .isEqualTo(one.version()));
  }

  private void assertFits(Integration one) {
    assertThat(one.disablement() != null)
        .as("disabled: %s", one)
        .isEqualTo(isOff(Subject.integration(one.id())));
  }

  private void assertFits(Agent one) {
    assertThat(one.restriction() != null)
        .as("restricted: %s", one)
        .isEqualTo(isOff(Subject.agent(one.id())));
  }

  private boolean isOff(Subject subject) {
    return node.revocations().inForce(subject).switchState() instanceof SwitchedOff;
  }

  /** The rotation names a key that is there and names the old one, and the store ends the old. */
  private void assertWholeRotation(ApiKeyRecord old, Set<String> superseded) {
    Rotation rotation = old.lifecycle().rotation();
    if (rotation == null) {
      return;
    }
    ApiKeyRecord successor = records.keys().get(rotation.successorId());
    assertThat(successor).as("successor of %s", old).isNotNull();
    assertThat(successor.lifecycle().predecessorId()).isEqualTo(old.ref().keyId());
    superseded.add(rotation.successorId());
    assertThat(earliestEnd(old)).as("end of %s", old).isPresent();
    assertThat(earliestEnd(old).orElseThrow()).isBeforeOrEqualTo(rotation.endsAt());
  }

  private Optional<Instant> earliestEnd(ApiKeyRecord key) {
    return statusInStore(key).revocations().stream()
        .map(Revocation::effectiveAt)
        .min(Instant::compareTo);
  }

  private SubjectStatus statusInStore(ApiKeyRecord key) {
    return node.revocations().inForce(Subject.of(key.claims().subject()));
  }

  /** A successor without a rotation that names it is of a cancelled one, which has revoked it. */
  private void assertSuccessorsAreLinked(Set<String> superseded) {
    for (ApiKeyRecord key : records.keys().values()) {
      if (key.lifecycle().predecessorId() != null && !superseded.contains(key.ref().keyId())) {
        assertThat(key.lifecycle().revocation()).as("half a rotation: %s", key).isNotNull();
      }
    }
  }

  /** Records alone say of a key what the revocation store says of it, now and later. */
  private void assertFits(ApiKeyRecord key) {
    KeyLifecycle lifecycle = key.lifecycle();
    assertThat(earliestEnd(key).isPresent())
        .as("revocations of %s", key)
        .isEqualTo(lifecycle.revocation() != null || lifecycle.rotation() != null);
    if (lifecycle.revocation() != null) {
      assertThat(earliestEnd(key).orElseThrow())
          .as("revocation of %s", key)
          .isBeforeOrEqualTo(lifecycle.revocation().at().plusMillis(1));
    }
    Instant now = Instant.now();
    assertThat(KeyStates.stateOf(key, node.statusOf(key.claims().subject()), now))
        .as("state of %s", key)
        .isEqualTo(records.stateOf(key, now));
  }

  /** Checks that nothing is lost that was acknowledged. */
  void assertHolds(ChangeJournal journal) {
    Map<List<String>, Long> events = records.countEvents();
    journal
        .events()
        .forEach(
            (event, count) ->
                assertThat(events.getOrDefault(event, 0L))
                    .as("events %s", event)
                    .isGreaterThanOrEqualTo(count));
    for (String keyId : journal.revoked()) {
      assertThat(keyOf(keyId).lifecycle().revocation()).as("revocation of %s", keyId).isNotNull();
    }
    journal.successors().forEach((old, known) -> assertRotated(journal, keyOf(old), known));
    journal
        .possibleSwitches()
        .forEach(
            (id, possible) ->
                assertThat(
                        Objects.requireNonNull(records.integrations().get(id)).disablement()
                            == null)
                    .as("enabled: %s", id)
                    .isIn(possible));
    journal.texts().forEach(this::assertGrantedAsRecorded);
  }

  private ApiKeyRecord keyOf(String keyId) {
    return Optional.ofNullable(records.keys().get(keyId))
        .orElseThrow(() -> new AssertionError("no record of the key " + keyId));
  }

  private static void assertRotated(ChangeJournal journal, ApiKeyRecord old, Set<String> known) {
    Rotation rotation = old.lifecycle().rotation();
    if (journal.mayBeCancelled(old.ref().keyId())) {
      return; // And rotated again by a change that was not acknowledged.
    }
    assertThat(rotation).as("rotation of %s", old).isNotNull();
    assertThat(known).contains(rotation.successorId());
  }

  /** A key that someone has is recorded, and admitted if its record says so. */
  private void assertGrantedAsRecorded(String keyId, String text) {
    ApiKeyRecord key = keyOf(keyId);
    assertThat(node.refOf(text)).isEqualTo(key.ref());
    KeyState state = records.stateOf(key, Instant.now());
    assertThat(node.grants(text))
        .as("granted: %s", key)
        .isEqualTo(state == KeyState.ACTIVE || state == KeyState.RETIRING);
  }
}
