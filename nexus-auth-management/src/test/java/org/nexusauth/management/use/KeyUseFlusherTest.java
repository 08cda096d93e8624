package org.nexusauth.management.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.verify.VerifiedApiKey;

/** That what was seen is written once the store can be reached, and never more than fits. */
final class KeyUseFlusherTest {
  private static final KeyGrants GRANTS = new KeyGrants();
  private static final VerifiedApiKey KEY = ((Granted) GRANTS.grant("k")).key();
  private static final Instant NOW = KeyGrants.NOW;

  private final UnsteadyStore store = new UnsteadyStore();
  private final KeyUseFlusher flusher = new KeyUseFlusher(store, "node-1");

  @AfterAll
  static void closeGate() {
    GRANTS.close();
  }

  /** A store that can be away. */
  private static final class UnsteadyStore implements KeyUseStore {
    final Map<KeyRef, KeyUse> written = new HashMap<>();
    final List<Integer> batches = new ArrayList<>();
    int answers = Integer.MAX_VALUE;

    @Override
    public void mergeKeyUses(String node, Map<KeyRef, KeyUse> uses) {
      assertThat(node).isEqualTo("node-1");
      if (answers-- <= 0) {
        throw ManagementException.unavailable("The database does not answer.", null);
      }
      batches.add(uses.size());
      uses.forEach((ref, use) -> written.merge(ref, use, KeyUse::mergedWith));
    }

    @Override
    public int foldKeyUses(Instant lastUsedBefore, int max) {
      return 0;
    }
  }

  private static SeenKey seen(int number, int second) {
    Instant at = NOW.plusSeconds(second);
    return new SeenKey(KeyGrants.ref("k" + number), KEY, new KeyUse(at, at, null, null));
  }

  private static List<SeenKey> many(int from, int to) {
    List<SeenKey> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add(seen(i, 0));
    }
    return all;
  }

  @Test
  void uses_whileTheStoreIsAway_areKeptAndMerged() {
    store.answers = 0;
    flusher.addAll(List.of(seen(1, 0), seen(2, 0)), 0);
    assertThatThrownBy(flusher::writePending).isInstanceOf(ManagementException.class);
    flusher.addAll(List.of(seen(1, 7)), 0);
    assertThat(flusher.pendingCount()).isEqualTo(2);

    store.answers = Integer.MAX_VALUE;
    flusher.writePending();

    assertThat(flusher.pendingCount()).isZero();
    assertThat(store.written)
        .containsEntry(KeyGrants.ref("k1"), new KeyUse(NOW, NOW.plusSeconds(7), null, null))
        .containsKey(KeyGrants.ref("k2"));
  }

  @Test
  void uses_ofManyKeys_areWrittenInBatchesAndTheRestIsKept() {
    store.answers = 2;
    flusher.addAll(many(0, 2_500), 0);
    assertThatThrownBy(flusher::writePending).isInstanceOf(ManagementException.class);
    assertThat(store.batches).containsExactly(1_000, 1_000);
    assertThat(flusher.pendingCount()).isEqualTo(500);

    store.answers = 1;
    flusher.writePending();

    assertThat(store.written).hasSize(2_500);
  }

  @Test
  void uses_overTheBound_areLeftOutAndThoseOfKnownKeysMerged() {
    flusher.addAll(many(0, KeyUseRecorder.MAX_KEYS), 0);
    flusher.addAll(List.of(seen(1, 9), seen(KeyUseRecorder.MAX_KEYS, 9)), 0);

    flusher.writePending();

    assertThat(store.written).hasSize(KeyUseRecorder.MAX_KEYS);
    assertThat(store.written.get(KeyGrants.ref("k1")).lastAt()).isEqualTo(NOW.plusSeconds(9));
  }
}
