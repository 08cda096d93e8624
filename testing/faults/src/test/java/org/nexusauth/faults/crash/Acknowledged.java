package org.nexusauth.faults.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** The ids of keys whose revocation has returned. Thread-safe. */
final class Acknowledged {
  private final Queue<String> ids = new ConcurrentLinkedQueue<>();

  void add(String id) {
    ids.add(id);
  }

  int count() {
    return ids.size();
  }

  /** Fails when a store has lost one of them. */
  void areAllIn(Map<String, String> settings) {
    // Redis listens before it has read its file, and is refused until then.
    Set<SubjectId> kept =
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreException(StoreSettingException.class)
            .until(() -> all(settings), found -> true);
    assertThat(ids.stream().filter(id -> !kept.contains(idOf(id))).collect(Collectors.toList()))
        .as("lost")
        .isEmpty();
  }

  private static Set<SubjectId> all(Map<String, String> settings) {
    try (Opened store = Opened.by(settings)) {
      return store.all();
    }
  }

  private static SubjectId idOf(String keyId) {
    return SubjectId.of(Subject.key(null, "org_1", "int_1", keyId));
  }
}
