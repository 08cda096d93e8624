package org.nexusauth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.PropertySource;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.testkit.TestKeys;

/** One gate an application, also when doors start at once, and none after its end. */
class ApplicationGatesTest {
  private static final TestKeys KEYS = TestKeys.create();

  @TempDir Path folder;

  private final Map<String, Object> application = new ConcurrentHashMap<>();

  private final AttributeScope attributes =
      new AttributeScope() {
        @Override
        public Object get(String name) {
          return application.get(name);
        }

        @Override
        public void set(String name, Object value) {
          application.put(name, value);
        }
      };

  private static List<PropertySource> parameters(String... namesAndValues) {
    Map<String, String> values = new ConcurrentHashMap<>();
    values.put("nexus.auth.verify.keys", KEYS.jwks());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put("nexus.auth." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return List.of(PropertySource.of("context-param", values));
  }

  @Test
  void doors_thatStartAt_onceGetTheSameGate() throws Exception {
    Set<ApiKeyGate> gates = ConcurrentHashMap.newKeySet();
    AtomicInteger asked = new AtomicInteger();
    CyclicBarrier barrier = new CyclicBarrier(8);
    List<Thread> doors =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          awaitAll(barrier);
                          gates.add(
                              ApplicationGates.of(attributes)
                                  .getOrCreateGate(
                                      parameters(),
                                      () -> {
                                        asked.incrementAndGet();
                                        return DiscoveredBeans.NONE;
                                      }));
                        }))
            .toList();
    doors.forEach(Thread::start);
    for (Thread door : doors) {
      door.join();
    }

    assertThat(gates).hasSize(1);
    assertThat(asked).hasValue(1);
    ApplicationGates.of(attributes).close();
  }

  private static void awaitAll(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) { // Only the test's own threads wait here.
      throw new AssertionError(e);
    }
  }

  @Test
  void extensions_areHandedToTheGate() {
    List<DecisionEvent> events = new ArrayList<>();
    DiscoveredBeans extensions =
        new DiscoveredBeans(
            List.of(NamedStore.of("bean", key -> KeyStatus.revoked("by a bean"))),
            List.of(events::add));
    try (ApplicationGates gates = ApplicationGates.of(attributes)) {
      ApiKeyGate gate =
          gates.getOrCreateGate(parameters("verify.expiry.required", "false"), () -> extensions);
      String text = KEYS.key().without("exp").without("iat").text();
      Decision decision =
          gate.decide(
              new GateRequest(List.of(text), "GET", "/", null, "id", null), Requirement.NONE);

      assertThat(((Decision.Denied) decision).detail()).isEqualTo("by a bean");
      assertThat(events).hasSize(1);
    }
  }

  @Test
  void extensions_are_copies() {
    List<NamedStore> stores = new ArrayList<>();
    DiscoveredBeans extensions = new DiscoveredBeans(stores, List.of());
    stores.add(NamedStore.of("late", key -> KeyStatus.active()));

    assertThat(extensions.stores()).isEmpty();
  }

  @Test
  void close_endsEveryGateAndWhatComesLaterIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("keys.jwks"), KEYS.jwks());
    List<PropertySource> parameters =
        List.of(
            PropertySource.of("param", Map.of("nexus.auth.verify.keys.location", file.toString())));
    ApplicationGates gates = ApplicationGates.of(attributes);
    gates.getOrCreateGate(parameters, () -> DiscoveredBeans.NONE);

    gates.close();

    await().until(() -> refreshThreads() == 0);
    // A door that starts while the application ends must not leave a gate behind.
    assertThatThrownBy(() -> gates.getOrCreateGate(parameters, () -> DiscoveredBeans.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the application is ending");
    assertThat(refreshThreads()).isZero();
  }

  private static long refreshThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("nexus-auth-keys"))
        .count();
  }

  @Test
  void application_thatStartsAgain_getsGatesAgain() {
    ApplicationGates first = ApplicationGates.of(attributes);
    first.close();
    ApplicationGates second = ApplicationGates.of(attributes);

    assertThat(second).isNotSameAs(first);
    assertThat(second.getOrCreateGate(parameters(), () -> DiscoveredBeans.NONE)).isNotNull();
    second.close();
  }

  @Test
  void setting_thatIsWrong_leavesNothingBehind() {
    try (ApplicationGates gates = ApplicationGates.of(attributes)) {
      assertThatThrownBy(
              () ->
                  gates.getOrCreateGate(parameters("cache.size", "x"), () -> DiscoveredBeans.NONE))
          .isInstanceOf(ConfigurationException.class);
      ApiKeyGate gate = gates.getOrCreateGate(parameters(), () -> DiscoveredBeans.NONE);

      assertThat(gates.contains(gate)).isTrue();
    }
  }

  @Test
  void attribute_ofAnotherType_isReplaced() {
    application.put("org.nexusauth.gates", "not gates");

    assertThat(ApplicationGates.of(attributes)).isSameAs(application.get("org.nexusauth.gates"));
  }

  @Test
  void gates_differWhereAnySettingDoes() {
    try (ApplicationGates gates = ApplicationGates.of(attributes)) {
      ApiKeyGate plain = gates.getOrCreateGate(parameters(), () -> DiscoveredBeans.NONE);
      for (String[] other :
          new String[][] {
            {"token.header", "X-Key"},
            {"verify.issuer", "i"},
            {"verify.audiences", "a"},
            {"paths.exclude", "/x"},
            {"paths.permissions", "/x=y"},
            {"cors.preflight", "pass"},
            {"jaxrs.protect", "all"},
            {"cache.size", "0"},
            {"revocation.store", "memory"},
            {"claims.agent", "azp"}
          }) {
        ApiKeyGate differing = gates.getOrCreateGate(parameters(other), () -> DiscoveredBeans.NONE);
        assertThat(differing).as(other[0]).isNotSameAs(plain);
        assertThat(gates.getOrCreateGate(parameters(other), () -> DiscoveredBeans.NONE))
            .isSameAs(differing);
      }
    }
  }

  @Test
  void answer_withoutAGate_is503WithAMinuteToWait() {
    Answer answer = ApplicationGates.answerWithoutGate("X-Key");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers())
        .containsEntry("Retry-After", "60")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Vary", "X-Key");
    assertThat(answer.body()).contains("\"code\":\"status_unavailable\"");
  }
}
