package org.nexusauth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/** What applications inject, in Weld on Tomcat: a servlet container with CDI and nothing else. */
final class InjectedBeansTest {
  private static final TestKeys KEYS = TestKeys.create();

  /** One for the whole application, so a caller that it kept would be seen by the next one. */
  @ApplicationScoped
  static class Desk {
    @Inject ApiKeyGate gate;
    @Inject RevocationWriter writer;
    @Inject CurrentApiKey current;

    String caller() {
      return current.key().map(key -> key.keyId()).orElse("none");
    }

    String revokeCaller() {
      var key = current.key().orElseThrow().subject();
      writer.revoke(
          new Revocation(Subject.of(key), Instant.now(), null, key.expiresAt(), "by the test"));
      return key.keyId();
    }

    String header() {
      return gate.settings().token().header();
    }
  }

  @ApplicationScoped
  static class Reader {
    @Inject CurrentApiKey current;
    @Inject ApiKeyGate gate;

    String caller() {
      return current.key().map(key -> key.keyId()).orElse("none");
    }
  }

  private static Map<String, String> settings(String store) {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.put("nexus.auth.revocation.store", store);
    return settings;
  }

  private static WebServer server(String store) throws Exception {
    return WebServer.start(
        context -> {
          WebServer.addWeld(context);
          WebServer.addFilter(context, new OwnFilter(settings(store)), "/api/*");
        },
        InjectedBeansTest::answer);
  }

  private static String answer(HttpServletRequest request) {
    return switch (request.getPathInfo().substring(request.getPathInfo().lastIndexOf('/'))) {
      case "/revoke" -> CDI.current().select(Desk.class).get().revokeCaller();
      case "/header" -> CDI.current().select(Desk.class).get().header();
      case "/reader" -> CDI.current().select(Reader.class).get().caller();
      case "/problem" -> problem(RevocationWriter.class);
      case "/gate" -> problem(ApiKeyGate.class);
      case "/thread" -> answerOfThread();
      default -> CDI.current().select(Desk.class).get().caller();
    };
  }

  /** Outside the request: Weld does not say there which servlet context is meant. */
  private static String answerOfThread() {
    CDI<Object> beans = CDI.current();
    return CompletableFuture.supplyAsync(() -> beans.select(ApiKeyGate.class).get())
        .thenApply(gate -> gate.settings().token().header())
        .join();
  }

  private static String problem(Class<?> type) {
    try {
      return "found " + CDI.current().select(type).get();
    } catch (RuntimeException e) { // Containers wrap what a producer throws, each in its own way.
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void currentApiKey_ofASingleton_isThatOfEachRequest() throws Exception {
    TestKey one = KEYS.key();
    TestKey other = KEYS.key();
    try (WebServer server = server("memory")) {
      assertThat(server.get("/api/who", "api-key", one.text()).body()).isEqualTo(one.keyId());
      assertThat(server.get("/api/who", "api-key", other.text()).body()).isEqualTo(other.keyId());
      assertThat(server.get("/open/who", "api-key", one.text()).body()).isEqualTo("none");
    }
  }

  @Test
  void revocationWriter_revokesForTheNextRequest() throws Exception {
    String key = KEYS.key().text();
    try (WebServer server = server("memory")) {
      assertThat(server.get("/api/revoke", "api-key", key).statusCode()).isEqualTo(200);
      assertThat(server.get("/api/who", "api-key", key).body()).contains("key_revoked");
      assertThat(server.get("/api/header", "api-key", KEYS.key().text()).body())
          .isEqualTo("api-key");
    }
  }

  @Test
  void revocationWriterWithoutAStore_saysWhatToDoAndAllElseIsInjected() throws Exception {
    TestKey key = KEYS.key();
    try (WebServer server = server("none")) {
      assertThat(server.get("/api/problem", "api-key", key.text()).body())
          .startsWith("NEXUS-1303 no RevocationWriter: ")
          .contains("nexus.auth.revocation.store");
      assertThat(server.get("/api/reader", "api-key", key.text()).body()).isEqualTo(key.keyId());
    }
  }

  @Test
  void gate_onAThreadOfTheApplication_isInjected() throws Exception {
    try (WebServer server = server("none")) {
      assertThat(server.get("/api/thread", "api-key", KEYS.key().text()).body())
          .isEqualTo("api-key");
    }
  }

  @Test
  void gate_ofFiltersThatDiffer_saysSo() throws Exception {
    try (WebServer server =
        WebServer.start(
            context -> {
              WebServer.addWeld(context);
              WebServer.addFilter(context, new OwnFilter(settings("memory")), "/api/*");
              WebServer.addFilter(context, new OwnFilter(settings("none")), "/v2/*");
            },
            InjectedBeansTest::answer)) {
      assertThat(server.get("/api/gate", "api-key", KEYS.key().text()).body())
          .startsWith("NEXUS-1302 no single ApiKeyGate: this application has 2");
    }
  }

  @Test
  void gate_withoutAFilter_saysSo() throws Exception {
    try (WebServer server = WebServer.start(WebServer::addWeld, InjectedBeansTest::answer)) {
      assertThat(server.get("/gate").body()).startsWith("NEXUS-1301 no ApiKeyGate: ");
      assertThatThrownBy(() -> ApplicationGates.of(new MapAttributes()).requireGate())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("NEXUS-1301 ");
    }
  }
}
