package org.nexusauth.management.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.decision.Decision;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;

/** What is remembered of grants between two drains. */
final class KeyUseRecorderTest {
  private static final KeyGrants GRANTS = new KeyGrants();
  private static final Instant NOW = KeyGrants.NOW;

  private final KeyUseRecorder recorder = new KeyUseRecorder();

  @AfterAll
  static void closeGate() {
    GRANTS.close();
  }

  private void record(String keyId, int second, String address, String version) {
    recorder.onDecision(
        KeyGrants.event(GRANTS.grant(keyId), NOW.plusSeconds(second), address, version));
  }

  @Test
  void grants_ofOneKey_areItsFirstAndLastUse() {
    record("k1", 0, "10.1.2.3", "1.0");
    record("k1", 5, "192.0.2.9", null);
    record("k2", 3, "2001:db8::1", "2.0");

    assertThat(recorder.drainSeenKeys())
        .extracting(SeenKey::ref, SeenKey::use)
        .containsExactlyInAnyOrder(
            tuple("k1", new KeyUse(NOW, NOW.plusSeconds(5), "192.0.2.0/24", "1.0")),
            tuple(
                "k2", new KeyUse(NOW.plusSeconds(3), NOW.plusSeconds(3), "2001:db8::/64", "2.0")));
    assertThat(recorder.drainSeenKeys()).isEmpty();
  }

  private static Tuple tuple(String keyId, KeyUse use) {
    return Assertions.tuple(KeyGrants.ref(keyId), use);
  }

  @Test
  void grant_thatArrivesLate_movesTheFirstUseAndNotTheLast() {
    record("k1", 5, "10.1.2.3", "2.0");
    record("k1", 4, "10.9.9.9", "1.0");

    assertThat(recorder.drainSeenKeys().get(0).use())
        .isEqualTo(new KeyUse(NOW.plusSeconds(4), NOW.plusSeconds(5), "10.1.2.0/24", "2.0"));
  }

  @Test
  void denials_areNoUses() {
    recorder.onDecision(KeyGrants.event(GRANTS.denial(), NOW));

    assertThat(recorder.drainSeenKeys()).isEmpty();
  }

  @Test
  void keys_overTheBound_areCountedAndKnownOnesAreNot() {
    KeyUseRecorder small = new KeyUseRecorder(2);
    for (String keyId : List.of("k1", "k2", "k3", "k1", "k4")) {
      small.onDecision(KeyGrants.event(GRANTS.grant(keyId), NOW));
    }

    assertThat(small.drainSkippedCount()).isEqualTo(2);
    assertThat(small.drainSeenKeys()).hasSize(2);
    small.onDecision(KeyGrants.event(GRANTS.grant("k3"), NOW));
    assertThat(small.drainSeenKeys()).hasSize(1);
    assertThat(small.drainSkippedCount()).isZero();
  }

  /** The first uses make the key's cell; only the further ones are measured. */
  @Test
  void grant_ofAKeySeenBefore_allocatesNothing() {
    DecisionEvent event = KeyGrants.event(GRANTS.grant("k1"), NOW);
    DecisionEvent later = KeyGrants.event(event.decision(), NOW.plusSeconds(1));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    recorder.onDecision(event);
    recorder.onDecision(later);
    threads.getThreadAllocatedBytes(thread);

    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 10_000; i++) {
      recorder.onDecision(later);
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(allocated).as("bytes of 10,000 grants").isLessThan(10_000);
  }

  @Test
  void grants_ofKeysThatShareASlot_areAllSeen() {
    for (String keyId : List.of("Aa", "BB", "Aa", "BB")) { // Of one hash.
      record(keyId, 1, "10.1.2.3", "1.0");
    }

    assertThat(recorder.drainSeenKeys())
        .extracting(SeenKey::ref)
        .containsExactlyInAnyOrder(KeyGrants.ref("Aa"), KeyGrants.ref("BB"));
    record("BB", 2, "10.1.2.3", "1.0");
    assertThat(recorder.drainSeenKeys()).extracting(SeenKey::ref).containsOnly(KeyGrants.ref("BB"));
  }

  @Test
  void grants_of64ThreadsDuringDrains_areAllSeen() throws Exception {
    int threads = 64;
    int grants = 2_000;
    List<Decision> keys = IntStream.range(0, 8).mapToObj(i -> GRANTS.grant("shared-" + i)).toList();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < grants; i++) {
                    Instant at = NOW.plusNanos(1_000L * (i * threads + thread));
                    recorder.onDecision(KeyGrants.event(keys.get(thread % 8), at));
                  }
                  return null;
                }));
      }
      start.countDown();
      Map<KeyRef, KeyUse> seen = drainUntilDone(running);
      for (int key = 0; key < 8; key++) {
        KeyUse use = seen.get(KeyGrants.ref("shared-" + key));
        assertThat(use.firstAt()).isEqualTo(NOW.plusNanos(1_000L * key));
        assertThat(use.lastAt())
            .isEqualTo(NOW.plusNanos(1_000L * ((grants - 1) * threads + 56 + key)));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private Map<KeyRef, KeyUse> drainUntilDone(List<Future<?>> running) throws Exception {
    Map<KeyRef, KeyUse> seen = new HashMap<>();
    while (!running.stream().allMatch(Future::isDone)) {
      recorder.drainSeenKeys().forEach(one -> seen.merge(one.ref(), one.use(), KeyUse::mergedWith));
    }
    for (Future<?> one : running) {
      one.get();
    }
    recorder.drainSeenKeys().forEach(one -> seen.merge(one.ref(), one.use(), KeyUse::mergedWith));
    return seen;
  }
}
