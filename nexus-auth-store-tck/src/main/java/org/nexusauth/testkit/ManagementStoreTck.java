package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.revocation.RevocationStore;

/**
 * The tests that every store of records must pass. A store's test extends it and creates the store.
 *
 * <p>The ids in each case are new, so the store need not be empty, and no other program may write
 * to it at the same time. JUnit creates an instance for each case.
 *
 * <p>Revocations in transactions, other nodes, outages and restarts are tested only where {@link
 * #revocations()}, {@link #another()}, {@link #interrupt()} and {@link #reopen()} are overridden.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class ManagementStoreTck extends AlertRecordTests {

  /** For subclasses. */
  protected ManagementStoreTck() {}

  /** Returns the store under test; the same one within a case, until it is reopened. */
  @Override
  protected abstract ManagementStore store();

  /** Returns the store of first and last uses. */
  @Override
  protected abstract KeyUseStore uses();

  /**
   * Returns the revocation store whose changes the store joins to its transactions.
   *
   * @return null when it joins none; the cases about it are skipped then
   */
  @Override
  protected @Nullable RevocationStore revocations() {
    return null;
  }

  /**
   * Opens the store once more on the same data, as another node of the application does; the same
   * one within a case.
   *
   * @return null when nodes share nothing; the cases about it are skipped then
   */
  @Override
  protected @Nullable ManagementStore another() {
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
   * Closes the store and opens it again on the same data, as a restart of its application does.
   * Afterwards {@link #store()} returns the new one.
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
  void use_isKeptAsItIs() {
    KeyRef ref = fixtures.ref("key-1");
    KeyUse use = new KeyUse(NOW, NOW.plusNanos(1000), "2001:db8:1:2::/64", "1.4.0 \uD83D\uDD11");

    uses().mergeKeyUses("node-1", Map.of(ref, use));

    assertEquals(Optional.of(use), read(all -> all.findKeyUse(ref)));
    assertEquals(
        Map.of(ref, use), read(all -> all.findKeyUses(Set.of(ref, fixtures.ref("key-2")))));
    assertEquals(Map.of(), read(all -> all.findKeyUses(Set.of())));
    assertEquals(Optional.empty(), read(all -> all.findKeyUse(fixtures.ref("key-2"))));
  }

  @Test
  void uses_ofAllNodes_areMerged() {
    KeyRef ref = fixtures.ref("key-1");
    use("node-1", ref, use(10, 20, "10.1.0.0/24", "1.1"));
    use("node-2", ref, use(5, 15, "10.2.0.0/24", "1.2"));
    assertEquals(Optional.of(use(5, 20, "10.1.0.0/24", "1.1")), read(all -> all.findKeyUse(ref)));

    use("node-2", ref, use(8, 30, "10.3.0.0/24", "1.3"));
    assertEquals(Optional.of(use(5, 30, "10.3.0.0/24", "1.3")), read(all -> all.findKeyUse(ref)));

    use("node-1", ref, use(40, 40, null, null));
    Optional<KeyUse> last = read(all -> all.findKeyUse(ref));
    assertEquals(Optional.of(use(5, 40, null, "1.3")), last, "the last version that was sent");
    assertEquals(last, Optional.ofNullable(read(all -> all.findKeyUses(Set.of(ref))).get(ref)));
  }

  @Test
  void lateUse_changesNoLaterOne() {
    KeyRef ref = fixtures.ref("key-1");
    use("node-1", ref, use(10, 20, "10.1.0.0/24", "1.1"));
    use("node-1", ref, use(12, 18, "10.2.0.0/24", "1.2"));

    assertEquals(Optional.of(use(10, 20, "10.1.0.0/24", "1.1")), read(all -> all.findKeyUse(ref)));
  }

  @Test
  void foldedUses_areReadAsBefore() {
    KeyRef ref = fixtures.ref("key-1");
    KeyRef later = fixtures.ref("key-2");
    use("node-1", ref, use(10, 20, "10.1.0.0/24", "1.1"));
    use("node-2", ref, use(5, 15, "10.2.0.0/24", "1.2"));
    use("node-1", later, use(10, 200, "10.1.0.0/24", "1.1"));
    Map<KeyRef, KeyUse> before = read(all -> all.findKeyUses(Set.of(ref, later)));

    while (uses().foldKeyUses(NOW.plusSeconds(100), 1) == 1) {
      assertEquals(before, read(all -> all.findKeyUses(Set.of(ref, later))));
    }

    assertEquals(before, read(all -> all.findKeyUses(Set.of(ref, later))));
    use("node-2", ref, use(4, 30, "10.3.0.0/24", "1.3"));
    assertEquals(Optional.of(use(4, 30, "10.3.0.0/24", "1.3")), read(all -> all.findKeyUse(ref)));
  }

  @Test
  void concurrentUses_areAllMerged() throws Exception {
    KeyRef ref = fixtures.ref("key-1");
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int second = i;
      String node = "node-" + (i % 3);
      calls.add(
          () -> {
            uses().mergeKeyUses(node, Map.of(ref, use(second, second + 10, null, null)));
            return true;
          });
    }

    Concurrently.call(calls);

    assertEquals(Optional.of(use(0, 17, null, null)), read(all -> all.findKeyUse(ref)));
  }

  @Test
  void manyUses_areMergedInOneCall() {
    Map<KeyRef, KeyUse> many =
        IntStream.range(0, 1_000)
            .boxed()
            .collect(Collectors.toMap(i -> fixtures.ref("key-" + i), i -> use(i, i, null, null)));

    uses().mergeKeyUses("node-1", many);

    assertEquals(many, read(all -> all.findKeyUses(many.keySet())));
  }

  private void use(String node, KeyRef ref, KeyUse use) {
    uses().mergeKeyUses(node, Map.of(ref, use));
  }

  private static KeyUse use(
      int first, int last, @Nullable String network, @Nullable String version) {
    return new KeyUse(NOW.plusSeconds(first), NOW.plusSeconds(last), network, version);
  }

  @Test
  void rotations_whoseSuccessorWasUsed_areToBeAdvanced() {
    Instant deadline = NOW.plus(Duration.ofDays(30));
    ApiKeyRecord due = rotating("due", RecordFixtures.rotation("new-1", deadline, null));
    rotating("awaiting", RecordFixtures.rotation("new-2", deadline, null));
    rotating("in-grace", RecordFixtures.rotation("new-1", deadline, NOW));
    rotating("ended", RecordFixtures.rotation("new-1", NOW, null));
    ApiKeyRecord second = rotating("due-2", RecordFixtures.rotation("new-1", deadline, null));
    KeyLifecycle ended =
        new KeyLifecycle(
            null, second.lifecycle().rotation(), RecordFixtures.revoked(NOW).revocation(), null);
    insertOther("revoked-" + fixtures.mark, ended);
    use("node-1", fixtures.ref("new-1"), use(0, 0, null, null));

    assertEquals(Set.of(due.ref(), second.ref()), toAdvance(200));
    ApiKeyRecord started =
        new ApiKeyRecord(
            due.claims(),
            due.label(),
            null,
            RecordFixtures.rotating(RecordFixtures.rotation("new-1", deadline, NOW)),
            2);
    change(all -> all.updateApiKey(started));
    assertEquals(Set.of(second.ref()), toAdvance(200));
  }

  private Set<KeyRef> toAdvance(int max) {
    return read(all -> all.listRotationsToAdvance(NOW, max)).stream()
        .map(ApiKeyRecord::ref)
        .filter(ref -> ref.organizationId().equals(fixtures.organizationId))
        .collect(Collectors.toSet());
  }

  private ApiKeyRecord rotating(String keyId, Rotation rotation) {
    return insertOther(keyId, RecordFixtures.rotating(rotation));
  }

  private ApiKeyRecord insertOther(String keyId, KeyLifecycle lifecycle) {
    ApiKeyRecord key = fixtures.keyOf(fixtures.claims(keyId), lifecycle);
    insert(all -> all.insertApiKey(key));
    return key;
  }

  @Test
  void rotations_areListedUpToANumber() {
    Instant deadline = NOW.plus(Duration.ofDays(30));
    for (int i = 0; i < 3; i++) {
      rotating("old-" + i, RecordFixtures.rotation("new", deadline, null));
    }
    use("node-1", fixtures.ref("new"), use(0, 0, null, null));

    assertEquals(2, read(all -> all.listRotationsToAdvance(NOW, 2)).size());
  }
}
