package org.nexusauth.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.jaxrs.ApiKeySecured;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.web.CurrentApiKey;

/** The filter with Weld SE: a bean holds the gate, and beans know the caller. */
final class CdiTest {
  private static final TestKeys KEYS = TestKeys.create();

  @TempDir java.nio.file.Path folder;

  private SeContainer weld;

  /** One instance for all callers. */
  @ApplicationScoped
  public static class Greeting {
    @Inject CurrentApiKey caller;

    String of() {
      return caller.key().map(key -> key.keyId()).orElse("nobody");
    }
  }

  @RequestScoped
  @Path("who")
  public static class Who {
    @Inject Greeting greeting;

    @GET
    @ApiKeySecured
    public String secured() {
      return greeting.of();
    }

    @GET
    @Path("open")
    public String open() {
      return greeting.of();
    }
  }

  /** Keeps what was decided. */
  @ApplicationScoped
  public static class Events implements DecisionListener {
    static final List<DecisionEvent> SEEN = new CopyOnWriteArrayList<>();

    @Override
    public void onDecision(DecisionEvent event) {
      SEEN.add(event);
    }
  }

  @BeforeEach
  void start() {
    weld =
        SeContainerInitializer.newInstance()
            .addBeanClasses(Greeting.class, Who.class, Events.class)
            .initialize();
  }

  @AfterEach
  void stop() {
    if (weld.isRunning()) {
      weld.close();
    }
  }

  @Test
  void currentApiKey_isThatOfTheRequest() throws Exception {
    TestKey key = KEYS.key();
    TestKey other = KEYS.key();
    try (BareServer server = new BareServer(KEYS.settings(), Who.class)) {
      assertThat(server.send("GET", "/who", "api-key", key.text()).body()).isEqualTo(key.keyId());
      assertThat(server.send("GET", "/who", "api-key", other.text()).body())
          .isEqualTo(other.keyId());
      assertThat(server.send("GET", "/who/open", "api-key", key.text()).body()).isEqualTo("nobody");
      assertThat(server.send("GET", "/who").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void listener_thatIsABean_hearsOnceAndOfNoAddress() throws Exception {
    try (BareServer server = new BareServer(KEYS.settings(), Who.class)) {
      Events.SEEN.clear();
      server.send("GET", "/who", "api-key", KEYS.key().text(), "X-Request-ID", "once");

      assertThat(Events.SEEN)
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.requestId()).isEqualTo("once");
                assertThat(event.path()).isEqualTo("/who");
                assertThat(event.remoteAddress()).isNull();
              });
    }
  }

  @Test
  void gate_twoServersOfOneApplication_isOneAndEndsWithTheBeans() throws Exception {
    java.nio.file.Path keys = folder.resolve("keys.jwks");
    Files.writeString(keys, String.valueOf(KEYS.settings().get("nexus.auth.verify.keys")));
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.remove("nexus.auth.verify.keys");
    settings.put("nexus.auth.verify.keys.location", keys.toString());
    try (BareServer first = new BareServer(settings, Who.class);
        BareServer second = new BareServer(settings, Who.class)) {
      String key = KEYS.key().text();
      assertThat(first.send("GET", "/who", "api-key", key).statusCode()).isEqualTo(200);
      assertThat(second.send("GET", "/who", "api-key", key).statusCode()).isEqualTo(200);
      assertThat(StartTest.refreshingThreads()).isEqualTo(1);
    }
    assertThat(StartTest.refreshingThreads()).isEqualTo(1);
    weld.close();

    await().until(() -> StartTest.refreshingThreads() == 0);
  }

  @Test
  void noKeys_somethingGuarded_stopsTheStart() {
    assertThatThrownBy(() -> new BareServer(Map.of(), Who.class).close())
        .hasStackTraceContaining("NEXUS-1010 nexus.auth.verify.keys");
  }
}
