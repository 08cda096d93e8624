package org.nexusauth.faults.millions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.faults.engine.Postgres;
import org.nexusauth.faults.engine.Stores;
import org.nexusauth.status.FeedEvents;
import org.nexusauth.status.FeedSettings;
import org.nexusauth.status.FollowedStore;
import org.nexusauth.status.KeyStatus;
import org.nexusauth.status.KeySubject;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.status.SubjectIds;

/** Ten million revoked keys in PostgreSQL: what a node needs to know them. */
@Tag("deep")
final class TenMillionIT {
  private static final int KEYS = 10_000_000;
  private static final int BATCH = 256;
  private static final int BATCHES = 4_000;

  /** What {@code SubjectId} says of {@code key_1} and so on, without an issuer. */
  private static final String FILL =
      """
      DROP INDEX nexus_auth_change_subject;
      DROP INDEX nexus_auth_change_until;
      INSERT INTO nexus_auth_change (sequence, kind, id_high, id_low, state, effective_at, reason)
      SELECT n, 1,
        ('x' || encode(substring(hash FROM 1 FOR 8), 'hex'))::bit(64)::bigint,
        ('x' || encode(substring(hash FROM 9 FOR 8), 'hex'))::bit(64)::bigint,
        1, now(), 'leaked'
      FROM (SELECT n, sha256('\\xffffffff'::bytea || int4send(length('key_' || n))
        || convert_to('key_' || n, 'UTF8')) AS hash FROM generate_series(1, %d) AS n) AS hashes;
      CREATE INDEX nexus_auth_change_subject ON nexus_auth_change (kind, id_high, id_low);
      CREATE INDEX nexus_auth_change_until ON nexus_auth_change (until_at);
      ANALYZE nexus_auth_change;
      UPDATE nexus_auth_head SET sequence = %d
      """;

  @TempDir Path folder;

  @Test
  @Timeout(1_800)
  void ten_million_keys_areLoadedAndLookedUp() throws Exception {
    Postgres engine = Postgres.start(folder);
    try (engine) {
      Database database = engine.create();
      Map<String, String> settings = database.settings().apply(database.port());
      RevocationFeed feed = Stores.open(settings);
      engine.execute("SET search_path TO nexus_1; " + FILL.formatted(KEYS, KEYS));
      long before = heap();
      long start = System.nanoTime();
      try (FollowedStore store =
          FollowedStore.of(feed, FeedSettings.STANDARD, Clock.systemUTC(), FeedEvents.NONE)) {
        await().until(() -> store.health().entries() > 0);
        assertThat(store.statusOf(key(1)).state()).isEqualTo(KeyStatus.State.REVOKED);
        await()
            .pollInterval(Duration.ofMillis(100))
            .atMost(Duration.ofMinutes(10))
            .until(() -> store.health().ready());
        Duration loaded = Duration.ofNanos(System.nanoTime() - start);
        long bytes = heap() - before;
        check(store, loaded, bytes);
      } finally {
        ((AutoCloseable) feed).close();
      }
    }
  }

  private static void check(FollowedStore store, Duration loaded, long bytes) {
    assertThat(store.health().entries()).isEqualTo(KEYS);
    double revoked = nanos(store, 1);
    double good = nanos(store, KEYS + 1);
    Results.add(
        "ten-million",
        "loaded in %d ms, %d MB of heap, a revoked key %.0f ns, a good one %.0f ns"
            .formatted(loaded.toMillis(), bytes / 1_000_000, revoked, good));
    assertThat(loaded).isLessThan(Duration.ofSeconds(60));
    assertThat(bytes).isLessThan(400_000_000);
    assertThat(revoked).isLessThan(250);
  }

  private static SubjectIds key(int number) {
    return SubjectIds.of(KeySubject.builder("key_" + number, "int_1", "org_1").build());
  }

  /**
   * Returns the time of one look-up, the median of all batches. The ids of a batch are made just
   * before, as a request's are; each is looked up for the first time.
   */
  private static double nanos(FollowedStore store, int from) {
    SplittableRandom random = new SplittableRandom(1);
    double[] found = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      SubjectIds[] batch = new SubjectIds[BATCH];
      Arrays.setAll(batch, n -> key(from + random.nextInt(KEYS)));
      long start = System.nanoTime();
      int refused = 0;
      for (SubjectIds key : batch) {
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
