package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.limit.lease.ScriptedLimitStore;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.LimitStoreProvider;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

/** Gates that share limits by a store that is selected by name. */
class SharedLimitsTest {
  private static ScriptedLimitStore store = new ScriptedLimitStore();

  @TempDir Path folder;

  /** Found by its service file. */
  public static final class FoundLimits implements LimitStoreProvider {
    @Override
    public String name() {
      return "ours";
    }

    @Override
    public Set<String> properties() {
      return Set.of("nexus.auth.revocation.ours.address");
    }

    @Override
    public LimitStore open(StoreSettings settings) {
      switch (settings.find("nexus.auth.revocation.ours.address").orElse("")) {
        case "wrong" -> throw new StoreSettingException("nexus.auth.revocation.ours.address", "no");
        case "broken" -> throw new IllegalStateException("secret");
        default -> {
          return store;
        }
      }
    }
  }

  /** Has the same name. */
  public static final class SameName implements LimitStoreProvider {
    @Override
    public String name() {
      return "ours";
    }

    @Override
    public Set<String> properties() {
      return Set.of();
    }

    @Override
    public LimitStore open(StoreSettings settings) {
      return store;
    }
  }

  @BeforeEach
  void start() {
    store = new ScriptedLimitStore();
    Thread.currentThread().setContextClassLoader(withProviders(FoundLimits.class));
  }

  @AfterEach
  void end() {
    store.hang(false);
    Thread.currentThread().setContextClassLoader(SharedLimitsTest.class.getClassLoader());
  }

  private ClassLoader withProviders(Class<?>... providers) {
    try {
      Path services = Files.createDirectories(folder.resolve("META-INF/services"));
      Files.write(
          services.resolve(LimitStoreProvider.class.getName()),
          Stream.of(providers).map(Class::getName).toList());
      return new URLClassLoader(
          new URL[] {folder.toUri().toURL()}, SharedLimitsTest.class.getClassLoader());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private GateBuilder builder(String... more) {
    String[] all =
        Stream.concat(Stream.of("limit.mode", "enforce", "limit.store", "ours"), Stream.of(more))
            .toArray(String[]::new);
    return Gates.builder(all).resources(withProviders(FoundLimits.class));
  }

  @Test
  void requests_ofManyThreadsAtTwoGates_passExactlyUpToTheLimit() throws Exception {
    try (ApiKeyGate one = builder("limit.default", "500/hour").build();
        ApiKeyGate other = builder("limit.default", "500/hour").build()) {
      Callable<Long> client =
          () ->
              Stream.generate(() -> ThreadLocalRandom.current().nextBoolean() ? one : other)
                  .limit(20)
                  .filter(gate -> Gates.decide(gate, Gates.KEY) instanceof Granted)
                  .count();

      assertThat(sumOf(client)).isEqualTo(500);
    }
  }

  private static long sumOf(Callable<Long> client) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Long>> all =
          Stream.generate(
                  () ->
                      threads.submit(
                          () -> {
                            start.await();
                            return client.call();
                          }))
              .limit(64)
              .toList();
      start.countDown();
      long sum = 0;
      for (Future<Long> one : all) {
        sum += one.get();
      }
      return sum;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void store_thatHangs_deniesForASecondAfterAShortWait() {
    try (ApiKeyGate gate = builder().build()) {
      store.hang(true);
      long start = System.nanoTime();
      Denied denied = Gates.denied(gate, Gates.KEY);
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      Answer answer = gate.answer(denied);

      assertThat(waited).isBetween(Duration.ofMillis(240), Duration.ofSeconds(2));
      assertThat(answer.status()).isEqualTo(429);
      assertThat(denied.detail()).isEqualTo("the store of limits did not answer in time");
      assertThat(answer.headers())
          .containsEntry("Retry-After", "1")
          .containsEntry("X-RateLimit-Remaining", "0")
          .containsEntry("X-RateLimit-Reset", String.valueOf(TestClock.second() + 1));
      assertThat(answer.body()).doesNotContain("violated-policies");
      store.hang(false);
    }
  }

  @Test
  void store_thatHangs_isNotWaitedForWhileLimitsAreOff() {
    try (ApiKeyGate gate = Gates.builder("limit.mode", "off").build()) {
      assertThat(gate.limitsCountLocally()).isFalse();
    }
  }

  @Test
  void request_whoseThreadIsInterrupted_isDeniedAndStaysInterrupted() {
    try (ApiKeyGate gate = builder().build()) {
      store.hang(true);
      Thread.currentThread().interrupt();
      Denied denied = Gates.denied(gate, Gates.KEY);

      assertThat(Thread.interrupted()).isTrue();
      store.hang(false);
      assertThat(gate.answer(denied).status()).isEqualTo(429);
    }
  }

  @Test
  void observedLimits_whileTheStoreHangs_denyNothing() {
    try (ApiKeyGate gate =
        Gates.builder("limit.mode", "observe", "limit.store", "ours")
            .resources(withProviders(FoundLimits.class))
            .build()) {
      store.hang(true);

      assertThat(Gates.decide(gate, Gates.KEY)).isInstanceOf(Granted.class);
      store.hang(false);
    }
  }

  @Test
  void exactLimits_askForEachRequest() {
    try (ApiKeyGate gate = builder("limit.share", "exact", "limit.default", "5/hour").build()) {
      int before = store.takes();
      long granted =
          Stream.generate(() -> Gates.decide(gate, Gates.KEY))
              .limit(8)
              .filter(Granted.class::isInstance)
              .count();

      assertThat(granted).isEqualTo(5);
      assertThat(store.takes() - before).isGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void propertiesOfTheLimitStore_withoutARevocationStore_startNone() {
    try (ApiKeyGate gate = builder("revocation.ours.address", "here").build()) {
      assertThat(gate.revocationReader()).isEmpty();
      assertThat(Gates.decide(gate, Gates.KEY)).isInstanceOf(Granted.class);
    }
  }

  @Test
  void storeThatIsNotThere_stopsTheStart() {
    assertThatThrownBy(() -> Gates.builder("limit.mode", "enforce", "limit.store", "x").build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "nexus.auth.limit.store=x: there is no such limit store; known here: local");
    assertThatThrownBy(() -> Gates.builder("limit.mode", "enforce", "limit.store", "redis").build())
        .hasMessageContaining("add the dependency org.nexusauth:nexus-auth-redis");
  }

  @Test
  void storeThatDoesNotOpen_stopsTheStartWithoutItsText() {
    assertThatThrownBy(() -> builder("revocation.ours.address", "wrong").build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nexus.auth.revocation.ours.address");
    assertThatThrownBy(() -> builder("revocation.ours.address", "broken").build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nexus.auth.limit.store=ours: the store cannot be opened")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(
            () ->
                Gates.builder("limit.mode", "enforce", "limit.store", "ours")
                    .resources(withProviders(FoundLimits.class, SameName.class))
                    .build())
        .hasMessageContaining("several limit stores of this name");
  }

  @Test
  void gate_thatIsClosed_closesItsStore() {
    builder().build().close();

    assertThat(store.isClosed()).isTrue();
  }
}
