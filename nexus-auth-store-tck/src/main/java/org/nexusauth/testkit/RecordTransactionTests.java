package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.IdempotentRequest;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.Subject;

/** All of a transaction is committed, or none of it, one after another. */
abstract class RecordTransactionTests extends KeyRecordTests {
  private static final int WRITERS = 8;
  private static final int WRITES = 10;

  static final String JOINS_NOTHING = "skipped: the store joins no revocations to its transactions";

  RecordTransactionTests() {}

  @Test
  void throwingWork_undoesAllThatItWrote() {
    insert(all -> all.insertOrganization(fixtures.organization()));
    RuntimeException thrown = ManagementException.of(Kind.CONFLICT, "no");

    RuntimeException caught =
        assertThrows(
            ManagementException.class,
            () ->
                change(
                    all -> {
                      writeEverything(all);
                      assertTrue(all.findApiKey(fixtures.ref("key-1")).isPresent());
                      throw thrown;
                    }));

    assertSame(thrown, caught, "what the work throws is thrown");
    assertNothingWritten(store());
    insert(all -> all.insertApiKey(fixtures.key("key-1")));
  }

  @Test
  void errorInTheWork_undoesAllThatItWrote() {
    insert(all -> all.insertOrganization(fixtures.organization()));

    assertThrows(
        AssertionError.class,
        () ->
            change(
                all -> {
                  writeEverything(all);
                  throw new AssertionError("on purpose");
                }));

    assertNothingWritten(store());
  }

  private void writeEverything(RecordWriter all) {
    all.updateOrganization(new Organization(fixtures.organizationId, "B", NOW, 2));
    all.insertAgent(fixtures.agent(fixtures.agentId, "Ada"));
    all.insertIntegration(fixtures.integration(fixtures.integrationId, "Shop"));
    all.insertApiKey(fixtures.key("key-1"));
    all.insertSigningKey(fixtures.signingKey("kid-1", NOW));
    all.insertIdempotentRequest(request("digest", "key-1", NOW));
    all.appendAuditEvent(fixtures.event(nextSequence(all), "key.create"));
  }

  private void assertNothingWritten(ManagementStore store) {
    store.read(
        all -> {
          assertEquals(
              Optional.of(fixtures.organization()), all.findOrganization(fixtures.organizationId));
          assertFalse(all.findAgent(fixtures.organizationId, fixtures.agentId).isPresent());
          assertFalse(
              all.findIntegration(fixtures.organizationId, fixtures.integrationId).isPresent());
          assertFalse(all.findApiKey(fixtures.ref("key-1")).isPresent());
          assertEquals(List.of(), all.listSigningKeys(fixtures.signingKey("kid-1", NOW).issuer()));
          assertFalse(all.findIdempotentRequest("ada-" + fixtures.mark, "idem").isPresent());
          return true;
        });
    String last = write(all -> all.lastAuditEvent().map(one -> one.actor().name()).orElse(""));
    assertFalse(last.equals("ada-" + fixtures.mark), "the event was not undone");
  }

  static long nextSequence(RecordWriter all) {
    return all.lastAuditEvent().map(last -> last.sequence() + 1).orElse(1L);
  }

  @Test
  void work_seesWhatItWrote() {
    change(
        all -> {
          assertTrue(all.insertOrganization(fixtures.organization()));
          assertFalse(all.insertOrganization(fixtures.organization()));
          assertEquals(
              Optional.of(fixtures.organization()), all.findOrganization(fixtures.organizationId));
          assertTrue(
              all.updateOrganization(new Organization(fixtures.organizationId, "B", NOW, 2)));
          long sequence = nextSequence(all);
          all.appendAuditEvent(fixtures.event(sequence, "key.create"));
          assertEquals(sequence + 1, nextSequence(all));
        });
  }

  @Test
  void committedWork_isThereForEachLaterRead() {
    insert(all -> all.insertOrganization(fixtures.organization()));

    assertTrue(read(all -> all.findOrganization(fixtures.organizationId)).isPresent());
    ManagementStore other = another();
    assumeTrue(other != null, "skipped: another() returns null");
    Optional<Organization> found =
        Objects.requireNonNull(other).read(all -> all.findOrganization(fixtures.organizationId));
    assertEquals(Optional.of(fixtures.organization()), found);
  }

  @Test
  void committedWork_isThereAfterARestart() throws Exception {
    insert(all -> all.insertOrganization(fixtures.organization()));
    insert(all -> all.insertApiKey(fixtures.key("key-1")));

    assumeTrue(reopen(), "skipped: reopen() returns false");

    assertTrue(read(all -> all.findOrganization(fixtures.organizationId)).isPresent());
    assertTrue(read(all -> all.findApiKey(fixtures.ref("key-1"))).isPresent());
  }

  @Test
  void outage_isUnavailableForReadsAndWrites() {
    insert(all -> all.insertOrganization(fixtures.organization()));
    assumeTrue(interrupt(), "skipped: interrupt() returns false");

    assertKind(Kind.UNAVAILABLE, () -> read(all -> all.findOrganization(fixtures.organizationId)));
    assertKind(
        Kind.UNAVAILABLE,
        () -> isWritten(all -> all.insertAgent(fixtures.agent(fixtures.agentId, "Ada"))));
    Map<KeyRef, KeyUse> uses = Map.of(fixtures.ref("key-1"), new KeyUse(NOW, NOW, null, null));
    assertKind(Kind.UNAVAILABLE, () -> uses().mergeKeyUses("node-1", uses));
  }

  @Test
  void concurrentWrites_areInOneOrder() throws Exception {
    insert(all -> all.insertOrganization(fixtures.organization()));
    List<Callable<Set<Long>>> calls = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      ManagementStore node = nodeOf(i);
      calls.add(() -> countUp(node));
    }

    Set<Long> sequences = new HashSet<>();
    Concurrently.call(calls).forEach(sequences::addAll);

    Organization last = read(all -> all.findOrganization(fixtures.organizationId)).orElseThrow();
    assertEquals(1 + WRITERS * WRITES, last.version(), "no update is lost");
    assertEquals(WRITERS * WRITES, sequences.size(), "each event has a sequence of its own");
  }

  private ManagementStore nodeOf(int writer) {
    ManagementStore other = another();
    return writer % 2 == 0 || other == null ? store() : other;
  }

  /** Reads and writes in one transaction: without one order updates are lost. */
  private Set<Long> countUp(ManagementStore node) {
    Set<Long> sequences = new HashSet<>();
    for (int i = 0; i < WRITES; i++) {
      node.write(
          all -> {
            Organization known = all.findOrganization(fixtures.organizationId).orElseThrow();
            assertTrue(
                all.updateOrganization(
                    new Organization(known.id(), "Acme", NOW, known.version() + 1)));
            long sequence = nextSequence(all);
            all.appendAuditEvent(fixtures.event(sequence, "organization.rename"));
            return sequences.add(sequence);
          });
    }
    return sequences;
  }

  @Test
  void concurrentInserts_ofOneName_areWrittenOnce() throws Exception {
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String id = "int" + i + "_" + fixtures.mark;
      ManagementStore node = nodeOf(i);
      calls.add(() -> node.write(all -> all.insertIntegration(fixtures.integration(id, "Shop"))));
    }

    List<Boolean> written = Concurrently.call(calls);

    assertEquals(1, written.stream().filter(one -> one).count(), "one name, one integration");
  }

  @Test
  void request_isFoundByItsOperatorAndKey() {
    IdempotentRequest first = request("digest-1", "key-1", NOW);
    change(all -> all.insertIdempotentRequest(first));

    assertEquals(Optional.of(first), findRequest("ada-" + fixtures.mark, "idem"));
    assertEquals(Optional.empty(), findRequest("eve-" + fixtures.mark, "idem"));
    assertEquals(Optional.empty(), findRequest("ada-" + fixtures.mark, "IDEM"));
    IdempotentRequest later = request("digest-2", "key-2", NOW.plus(Duration.ofDays(2)));
    change(all -> all.insertIdempotentRequest(later));
    assertEquals(Optional.of(later), findRequest("ada-" + fixtures.mark, "idem"));
  }

  private Optional<IdempotentRequest> findRequest(String operator, String idempotencyKey) {
    return read(all -> all.findIdempotentRequest(operator, idempotencyKey));
  }

  private IdempotentRequest request(String digest, String resultId, Instant at) {
    return new IdempotentRequest("ada-" + fixtures.mark, "idem", digest, resultId, at);
  }

  @Test
  void storeThatJoinsNo_revocations_saysSo() {
    assumeTrue(!store().joinsRevocations(), "skipped: the store joins revocations");

    assertThrows(IllegalStateException.class, () -> change(RecordWriter::revocations));
  }

  @Test
  void revocations_areCommittedWithTheRecords() {
    assumeTrue(store().joinsRevocations(), JOINS_NOTHING);
    KeySubject revoked = fixtures.claims("key-1").subject();
    KeySubject off = fixtures.claims("key-2").subject();
    Revocation revocation = revocationOf(revoked, Instant.EPOCH);

    Revocation inForce =
        write(
            all -> {
              assertTrue(all.insertApiKey(fixtures.key("key-1")));
              return all.revocations().revoke(revocation);
            });

    assertEquals(revocation.reason(), inForce.reason());
    assertStatus(KeyStatus.revoked("leaked"), revoked);
    assertStatus(KeyStatus.active(), off);
    change(
        all ->
            all.revocations()
                .setEnabled(Subject.integration(fixtures.integrationId), false, "unpaid"));
    assertStatus(KeyStatus.integrationDisabled(), off);
  }

  @Test
  void revocations_areUndoneWithTheRecords() {
    assumeTrue(store().joinsRevocations(), JOINS_NOTHING);
    KeySubject key = fixtures.claims("key-1").subject();

    assertThrows(
        ManagementException.class,
        () ->
            change(
                all -> {
                  all.revocations().revoke(revocationOf(key, Instant.EPOCH));
                  all.revocations()
                      .setEnabled(Subject.integration(fixtures.integrationId), false, "unpaid");
                  all.insertApiKey(fixtures.key("key-1"));
                  throw ManagementException.of(Kind.CONFLICT, "no");
                }));

    // What is written after it is read after it, so this waits for what was not undone, too.
    KeySubject other = fixtures.claims("key-2").subject();
    change(all -> all.revocations().revoke(revocationOf(other, Instant.EPOCH)));
    assertStatus(KeyStatus.revoked("leaked"), other);
    assertStatus(KeyStatus.active(), key);
    assertFalse(read(all -> all.findApiKey(fixtures.ref("key-1"))).isPresent());
  }

  @Test
  void secondRevocation_inATransaction_returnsTheFirst() {
    assumeTrue(store().joinsRevocations(), JOINS_NOTHING);
    KeySubject key = fixtures.claims("key-1").subject();
    Revocation first = revocationOf(key, Instant.EPOCH);
    change(all -> all.revocations().revoke(first));
    assertStatus(KeyStatus.revoked("leaked"), key);

    Revocation second = new Revocation(Subject.of(key), NOW, null, null, "second");
    Revocation inForce = write(all -> all.revocations().revoke(second));

    assertEquals("leaked", inForce.reason(), "the first one stays");
  }

  private static Revocation revocationOf(KeySubject key, Instant effectiveAt) {
    return new Revocation(Subject.of(key), effectiveAt, null, null, "leaked");
  }

  /** A node may read the change a little later than it was committed. */
  private void assertStatus(KeyStatus expected, KeySubject key) {
    RevocationStore store = Objects.requireNonNull(revocations(), "revocations");
    Await.until(
        () -> store.statusOf(key).equals(expected),
        () -> "expected " + expected + " and not " + store.statusOf(key));
  }
}
