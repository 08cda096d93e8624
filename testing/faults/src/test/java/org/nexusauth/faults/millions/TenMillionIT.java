package org.nexusauth.faults.millions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.faults.engine.Postgres;
import org.nexusauth.faults.engine.Stores;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.internal.FeedSettings;
import org.nexusauth.revocation.internal.HashedKeySubject;
import org.nexusauth.revocation.internal.ReplicatedStore;
import org.nexusauth.revocation.internal.ReplicationListener;
import org.nexusauth.testkit.TestKeys;

/** Ten million revoked keys in PostgreSQL, what a node needs to know them. */
@Tag("deep")
@Timeout(1_800)
final class TenMillionIT {
  private static final int KEYS = 10_000_000;
  private static final int LATELY_EXPIRED = 1_000;
  private static final int LONG_EXPIRED = 100_000;
  private static final int BATCH = 256;
  private static final int BATCHES = 4_000;
  private static final TestKeys GOOD = TestKeys.create();

  private static Postgres engine;
  private static Filling filling;
  private static Map<String, String> full;
  private static Map<String, String> empty;

  @BeforeAll
  static void fill(@TempDir Path folder) throws Exception {
    engine = Postgres.start(folder);
    full = withTables(engine.create());
    empty = withTables(engine.create());
    filling = new Filling(engine, "nexus_1");
    filling.unindexed();
    filling.revoked(1, KEYS);
    filling.indexed();
  }

  private static Map<String, String> withTables(Database database) throws Exception {
    Map<String, String> settings = new HashMap<>(GOOD.settings());
    settings.putAll(database.settings().apply(database.port()));
    ((AutoCloseable) Stores.open(settings)).close();
    return settings;
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void tenMillion_keysAreLoadedAndLookedUp() throws Exception {
    RevocationFeed feed = Stores.open(full);
    long before = heap();
    long start = System.nanoTime();
    try (ReplicatedStore store =
        ReplicatedStore.of(
            feed, FeedSettings.STANDARD, Clock.systemUTC(), new ReplicationListener() {})) {
      await().until(() -> store.health().entries() > 0);
      assertThat(store.statusOf(key(1)).state()).isEqualTo(KeyStatus.State.REVOKED);
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofMinutes(10))
          .until(() -> store.health().ready());
      Duration loaded = Duration.ofNanos(System.nanoTime() - start);
      long bytes = heap() - before;
      assertThat(store.health().entries()).isEqualTo(KEYS);
      double revoked = nanos(store, 1);
      double good = nanos(store, KEYS + 1);
      tell(
          "loaded in %s ms, %s MB of heap, a revoked key %.0f ns, a good one %.0f ns"
              .formatted(loaded.toMillis(), bytes / 1_000_000, revoked, good));

      assertThat(loaded).isLessThan(Duration.ofSeconds(60));
      assertThat(bytes).isLessThan(400_000_000);
    } finally {
      ((AutoCloseable) feed).close();
    }
  }

  @Test
  void warm_requests_areGranted() {
    try (ApiKeyGate without = ApiKeyGate.builder(empty).build();
        ApiKeyGate with = ApiKeyGate.builder(full).build()) {
      await()
          .atMost(Duration.ofMinutes(5))
          .until(() -> with.feedHealth().map(FeedHealth::ready).orElseThrow());
      WarmRequests requests = new WarmRequests(Stream.generate(GOOD::key).limit(1_000));
      double[] nanos = requests.nanos(without, with);
      tell(
          "a warm decision: none revoked %.0f ns, ten million revoked %.0f ns"
              .formatted(nanos[0], nanos[1]));
    }
  }

  @Test
  void sweeping_removesWhatExpiredLongAgo_andNothingElse() throws Exception {
    int lately = KEYS + LATELY_EXPIRED;
    filling.expired(Duration.ofHours(1), KEYS + 1, lately);
    filling.expired(Duration.ofDays(7), lately + 1, lately + LONG_EXPIRED);
    long start = System.nanoTime();
    try (AutoCloseable opened = (AutoCloseable) Stores.open(full)) {
      assertThat(opened).isNotNull();
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofMinutes(5))
          .until(() -> filling.expiring() == LATELY_EXPIRED);
      tell(
          "%s of %s swept in %s ms"
              .formatted(LONG_EXPIRED, KEYS, (System.nanoTime() - start) / 1_000_000));
    }
    assertThat(engine.number("SELECT count(*) FROM nexus_1.nexus_auth_change"))
        .isEqualTo(KEYS + LATELY_EXPIRED);
    filling.forget();
  }

  private static void tell(String what) {
    Results.add("ten-million", what);
  }

  private static HashedKeySubject key(int number) {
    return HashedKeySubject.of(KeySubject.builder("key_" + number, "int_1", "org_1").build());
  }

  /**
   * Returns the time of one look-up, the median of all batches. The ids of a batch are made just
   * before, as a request's are; each is looked up for the first time.
   */
  private static double nanos(ReplicatedStore store, int from) {
    SplittableRandom random = new SplittableRandom(1);
    double[] found = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      HashedKeySubject[] batch = new HashedKeySubject[BATCH];
      Arrays.setAll(batch, n -> key(from + random.nextInt(KEYS)));
      long start = System.nanoTime();
      int refused = 0;
      for (HashedKeySubject key : batch) {
        refused += store.statusOf(key).state() == KeyStatus.State.ACTIVE ? 0 : 1;
      }
      found[i] = (System.nanoTime() - start) / (double) BATCH;
      assertThat(refused).isIn(0, BATCH);
    }
    Arrays.sort(found);
    return found[BATCHES / 2];
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
