package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;

/**
 * The tests that every revocation store must pass. A store's test extends it and creates the store;
 * that of a store with a feed extends {@link RevocationFeedTck} instead.
 *
 * <p>The ids in each case are new, so the store need not be empty. JUnit creates an instance for
 * each case, which calls {@link #store()} when it needs it. Instants must be kept to the
 * millisecond at least.
 *
 * <p>Deletion, outages and restarts are tested only where {@link #sweep()}, {@link #interrupt()}
 * and {@link #reopen()} are overridden.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class RevocationStoreTck extends SubjectStatusTests {

  /** For subclasses. */
  protected RevocationStoreTck() {}

  /** Returns the store under test; the same one within a case, until it is reopened. */
  @Override
  protected abstract RevocationStore store();

  /** Returns the writer of the store; a revocation is in force when its call has returned. */
  @Override
  protected abstract RevocationWriter writer();

  /**
   * Deletes what may be deleted, as the store does by itself from time to time: revocations whose
   * {@code until} was a day ago, by the machine's clock or by {@link #clock}.
   *
   * @return false when the store deletes nothing; the cases about it are skipped then
   */
  @Override
  protected boolean sweep() {
    return false;
  }

  /**
   * Opens the store once more on the same data, as another node of the application does.
   *
   * @return null when nodes share nothing; the cases about it are skipped then
   */
  @Override
  protected @Nullable RevocationStore another() {
    return null;
  }

  /**
   * Makes the store's engine unavailable, as an outage does.
   *
   * @return false when there is no engine that can be unavailable; the cases about it are skipped
   *     then
   */
  @Override
  protected boolean interrupt() {
    return false;
  }

  /**
   * Closes the store and opens it again on the same data, as a restart of its application does; an
   * engine of its own is restarted too. Afterwards {@link #store()} and {@link #writer()} return
   * the new one.
   *
   * @return false when the store loses its data when it is closed; the cases about it are skipped
   *     then
   * @throws Exception when it cannot be closed or opened: the case fails
   */
  @Override
  protected boolean reopen() throws Exception {
    return false;
  }

  @Test
  void key_thatWas_neverRevokedIsActive() {
    assertActive(fresh().key());
    assertActive(KeySubject.builder("key", "int", "org").build());
  }

  @Test
  void subject_ofEachKind_deniesItsKeysAndNoOther() {
    for (Kind kind : Kind.values()) {
      FreshKey key = fresh();

      revoke(key.subject(kind), "leaked " + kind);

      assertRevoked("leaked " + kind, key.key());
      assertRevoked("leaked " + kind, key.sibling(kind));
      assertActive(fresh().key(), "only another %s is revoked".formatted(kind));
      for (Kind other : Kind.values()) {
        if (isBystander(other, kind)) {
          assertActive(key.sibling(other), "only another %s is revoked".formatted(kind));
        }
      }
    }
  }

  /** A key is itself only in its organization and its integration. */
  private static boolean isBystander(Kind sibling, Kind revoked) {
    boolean owner = revoked == Kind.ORGANIZATION || revoked == Kind.INTEGRATION;
    return sibling != revoked && !(sibling == Kind.KEY && owner);
  }

  @Test
  void equalIds_ofOtherKinds_areOtherSubjects() {
    for (Kind kind : Kind.values()) {
      String id = fresh().key().keyId();
      KeySubject key =
          KeySubject.builder(id, id, id).issuer("iss").agentId(id).signingKeyId(id).build();
      Subject subject = key.subjects().stream().filter(s -> s.kind() == kind).findFirst().get();

      revoke(subject, "leaked");

      String other = id + "-other";
      Map<Kind, String> ids = new EnumMap<>(Map.of(kind, other));
      assertActive(
          KeySubject.builder(
                  ids.getOrDefault(Kind.KEY, id),
                  ids.getOrDefault(Kind.INTEGRATION, id),
                  ids.getOrDefault(Kind.ORGANIZATION, id))
              .issuer("iss")
              .agentId(ids.getOrDefault(Kind.AGENT, id))
              .signingKeyId(ids.getOrDefault(Kind.SIGNING_KEY, id))
              .build());
      assertRevoked("leaked", key);
    }
  }

  @Test
  void equalId_atAnotherIssuer_isAnotherKey() {
    String id = fresh().key().keyId();
    revoke(Subject.of(FreshKey.unrelated(id).issuer("ab").build()), "leaked");
    revoke(Subject.signingKey(null, id), "stolen");

    assertRevoked("leaked", FreshKey.unrelated(id).issuer("ab").build());
    assertActive(FreshKey.unrelated(id).issuer("a").build());
    assertActive(FreshKey.unrelated("b" + id).issuer("a").build());
    assertActive(FreshKey.unrelated(id).build());
    assertRevoked("stolen", FreshKey.unrelated("other").signingKeyId(id).build());
    assertActive(FreshKey.unrelated("other").issuer("ab").signingKeyId(id).build());
  }

  @Test
  void equalId_inAnotherOrganizationOrIntegration_isAnotherKey() {
    String id = fresh().key().keyId();
    KeySubject.Builder revoked = KeySubject.builder(id, "int-x", "org-x").issuer("iss");
    revoke(Subject.of(revoked.build()), "leaked");

    assertRevoked("leaked", revoked.agentId("agent").signingKeyId("kid").build());
    assertActive(KeySubject.builder(id, "int-x", "org-y").issuer("iss").build());
    assertActive(KeySubject.builder(id, "int-y", "org-x").issuer("iss").build());
    assertActive(KeySubject.builder(id, "org-x", "int-x").issuer("iss").build());
    assertActive(KeySubject.builder(id, "xint-x", "org-").issuer("iss").build());
    assertActive(KeySubject.builder("x" + id, "int-", "org-x").issuer("iss").build());
    assertActive(KeySubject.builder(id, "int-x", "sorg-x").issuer("is").build());
  }

  @Test
  void oddIds_andReasons_areTextsAndNothingMore() {
    for (String odd : OddIds.dangerous()) {
      String id = odd + fresh().key().keyId() + odd;
      revoke(Subject.of(FreshKey.unrelated(id).issuer(odd).build()), "reason " + odd);

      assertRevoked("reason " + odd, FreshKey.unrelated(id).issuer(odd).build());
      List<NodeAssertions> nodes = nodes();
      for (String similar : OddIds.similarTo(id)) {
        KeySubject key = FreshKey.unrelated(similar).issuer(odd).build();
        nodes.forEach(
            node ->
                node.assertStatus(
                    KeyStatus.active(), key, "only a key with a similar id is revoked"));
      }
    }
  }

  @Test
  void secondRevocation_keepsTheFirstAndItsReason() {
    FreshKey key = fresh();
    Revocation first = key.revoked(now(), "first");

    assertEquals(first, writer().revoke(first), "what is in force is returned");
    clock.advance(Duration.ofSeconds(1));
    Revocation second = key.revoked(now(), "second");
    assertEquals(first, writer().revoke(second), "what is in force is returned");
    assertRevoked("first", key.key());
  }

  @Test
  void emptyReason_isAReason() {
    FreshKey key = fresh();
    Revocation silent = key.revoked(now(), "");

    assertEquals(silent, writer().revoke(silent));
    assertEquals(silent, writer().revoke(key.revoked(now(), "second")));
    assertRevoked("", key.key());
  }

  @Test
  void interruptedCaller_leavesTheStoreAtWork() {
    FreshKey before = fresh();
    FreshKey after = fresh();
    RevocationStore store = store();
    RevocationWriter writer = writer();
    Thread.currentThread().interrupt();
    try {
      writer.revoke(before.revoked(now(), "by an interrupted caller"));
    } catch (StatusUnavailableException e) {
      // It may be stored or not.
    }
    try {
      store.statusOf(before.key());
    } catch (StatusUnavailableException e) {
      // An interrupted caller need not get an answer.
    }
    Thread.interrupted();

    revoke(after.subject(Kind.KEY), "afterwards");

    assertRevoked("afterwards", after.key());
    assertActive(fresh().key());
  }

  @Test
  void anotherNode_knowsWhatIsWrittenHere() {
    FreshKey revoked = fresh();
    FreshKey off = fresh();
    RevocationStore other = another();
    assumeTrue(other != null, NODES_SHARE_NOTHING);
    NodeAssertions node = new NodeAssertions("another node", Objects.requireNonNull(other));
    node.assertStatus(KeyStatus.active(), revoked.key(), "it was never revoked");

    revoke(revoked.subject(Kind.KEY), "leaked");
    writer().setEnabled(off.subject(Kind.INTEGRATION), false, "unpaid");

    node.assertStatus(KeyStatus.revoked("leaked"), revoked.key(), "it is revoked on one node");
    node.assertStatus(KeyStatus.integrationDisabled(), off.key(), "it is off on one node");
    writer().setEnabled(off.subject(Kind.INTEGRATION), true, "paid");
    node.assertStatus(KeyStatus.active(), off.key(), "it is on again on one node");
  }

  @Test
  void concurrentRevocations_ofOne_keyAgreeOnTheFirst() throws Exception {
    FreshKey key = fresh();
    RevocationWriter writer = writer();
    List<Callable<Revocation>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Revocation one = key.revoked(now(), "caller " + i);
      calls.add(() -> writer.revoke(one));
    }

    List<Revocation> inForce = Concurrently.call(calls);

    assertEquals(1, inForce.stream().distinct().count(), () -> "one is in force: " + inForce);
    assertState(KeyStatus.State.REVOKED, key.key(), "eight callers revoked it");
  }

  @Test
  void concurrentRevocations_ofManyKeys_areAllKept() throws Exception {
    RevocationWriter writer = writer();
    List<FreshKey> keys = new ArrayList<>();
    List<Callable<Revocation>> calls = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      FreshKey key = fresh();
      keys.add(key);
      calls.add(() -> writer.revoke(key.revoked(now(), "leaked")));
    }

    Concurrently.call(calls);

    KeyStatus revoked = KeyStatus.revoked("leaked");
    for (NodeAssertions node : nodes()) {
      keys.forEach(key -> node.assertStatus(revoked, key.key(), "one of many callers revoked it"));
    }
  }
}
