package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.jdbc.internal.ConnectionSource;
import org.nexusauth.jdbc.internal.limit.JdbcLimitStore;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.StoreSettings;

/** Batches over 100,000 keys; prints what docs/performance.md says of them. */
@Tag("deep")
final class JdbcLimitLoadIT {
  private static final int KEYS = 100_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  @TempDir Path folder;
  private final Random random = new Random(1);

  @Test
  void batches_areDebited_inPostgres() {
    measure("PostgreSQL", POSTGRES.create());
  }

  @Test
  void batches_areDebited_inH2() {
    measure("H2", TestDatabase.inFile(folder.resolve("limits")));
  }

  private void measure(String engine, TestDatabase database) {
    ConnectionSource source =
        ConnectionSource.of(
            new StoreSettings(
                Map.of(JdbcRevocationStoreProvider.URL, database.url()), TIMEOUT, false));
    try (LimitStore store = JdbcLimitStore.open(source, source, TIMEOUT)) {
      for (int from = 0; from < KEYS; from += 1_000) {
        store.take(wants(IntStream.range(from, from + 1_000)));
      }
      assertThat(database.number("SELECT COUNT(DISTINCT id_low) FROM nexus_auth_limit_counter"))
          .isEqualTo(KEYS);
      for (int size : List.of(1, 100, 1_000)) {
        System.out.println(engine + ": " + describeBatches(store, size));
      }
    }
  }

  private static List<Want> wants(IntStream keys) {
    return keys.mapToObj(LimitEngineTests::key)
        .map(key -> new Want(key, LimitEngineTests.PLAN, 1, List.of()))
        .toList();
  }

  private String describeBatches(LimitStore store, int size) {
    long[] times = new long[Math.max(50, 2_000 / size)];
    for (int i = 0; i < times.length; i++) {
      List<Want> wants = wants(random.ints(size, 0, KEYS));
      long begin = System.nanoTime();
      assertThat(store.take(wants)).hasSize(size);
      times[i] = System.nanoTime() - begin;
    }
    Arrays.sort(times);
    return String.format(
        Locale.ROOT,
        "a batch of %d: median %.1f ms, 99th of 100 %.1f ms",
        size,
        times[times.length / 2] / 1e6,
        times[times.length * 99 / 100] / 1e6);
  }
}
