package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import redis.clients.jedis.Protocol.Command;

/** 100,000 keys in batches of 1,000; prints what docs/performance.md says of them. */
final class RedisLimitLoadIT {
  private static final int KEYS = 100_000;
  private static final int BATCH = 1_000;
  private static final LimitPlan PLAN = LimitPlan.parse("default", "60/minute,1000/hour");
  private static final Pattern USED_MEMORY = Pattern.compile("used_memory:(\\d+)");
  private static final Pattern CPU_SECONDS = Pattern.compile("used_cpu_user:([0-9.]+)");

  @RegisterExtension final RedisExtension redis = new RedisExtension("--appendonly", "no");

  private final Random random = new Random(1);

  private long usedMemory() {
    return Long.parseLong(read("memory", USED_MEMORY));
  }

  private String read(String section, Pattern value) {
    byte[] info = (byte[]) redis.command(Command.INFO, section);
    Matcher found = value.matcher(new String(info, StandardCharsets.UTF_8));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static List<Want> wants(Random random) {
    return IntStream.range(0, BATCH)
        .mapToObj(i -> new SubjectId(Subject.Kind.KEY, random.nextLong(), random.nextLong()))
        .map(key -> new Want(key, PLAN, 10, List.of()))
        .toList();
  }

  /** A batch that this machine is too busy for is not repeated. */
  private static void takeBatch(LimitStore store, List<Want> wants, List<Long> times) {
    long start = System.nanoTime();
    try {
      List<Grant> grants = store.take(wants);
      times.add(System.nanoTime() - start);
      assertThat(grants).allMatch(grant -> grant.tokens() == 10);
    } catch (StatusUnavailableException e) {
      assertThat(e).hasMessage("Redis failed: JedisConnectionException");
    }
  }

  @Test
  @Tag("deep")
  void hundredThousandKeys_areCounted_inBatchesOfAThousand() {
    List<Long> times = new ArrayList<>();
    try (LimitStore store = RedisNode.openLimits(redis.url())) {
      takeBatch(store, wants(random), new ArrayList<>());
      redis.command(Command.FLUSHALL);
      double cpuBefore = Double.parseDouble(read("cpu", CPU_SECONDS));
      long before = usedMemory();
      while (times.size() < KEYS / BATCH) {
        takeBatch(store, wants(random), times);
      }
      long bytes = (usedMemory() - before) / KEYS;
      Collections.sort(times);
      double cpu = (Double.parseDouble(read("cpu", CPU_SECONDS)) - cpuBefore) / times.size();
      double median = times.get(times.size() / 2) / 1e6;
      System.out.printf(
          Locale.ROOT,
          "a batch of 1,000: median %.1f ms, 99th of 100 %.1f ms, %.1f ms of Redis's CPU,"
              + " %s bytes a key%n",
          median,
          times.get(times.size() - 2) / 1e6,
          cpu * 1e3,
          bytes);
      assertThat(median).isLessThan(100);
      assertThat(bytes).isLessThan(400);
    }
  }
}
