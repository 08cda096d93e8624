package org.nexusauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.testkit.TestKeys;

/** Gates and writers by servlet context and request, on a Tomcat without CDI. */
final class ServletLookupTest {
  private static final TestKeys KEYS = TestKeys.create();

  private static Map<String, String> settings(String store) {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.put("nexus.auth.revocation.store", store);
    return settings;
  }

  private static String revokeKey(HttpServletRequest request) {
    ApiKeyGate gate = ApplicationGates.gateOf(request.getServletContext());
    var key = gate.subjectOf(request.getHeader("api-key")).orElseThrow();
    ApplicationGates.revocationWriterOf(request.getServletContext())
        .revoke(new Revocation(Subject.of(key), Instant.now(), null, null, "by the test"));
    return "revoked";
  }

  @Test
  void revocationWriter_ofTheContext_revokesForTheNextRequest() throws Exception {
    String key = KEYS.key().text();
    try (WebServer server =
        WebServer.start(
            context -> WebServer.addFilter(context, new OwnFilter(settings("memory")), "/*"),
            ServletLookupTest::revokeKey)) {
      assertThat(server.get("/", "api-key", key).body()).isEqualTo("revoked");
      assertThat(server.get("/", "api-key", key).body()).contains("key_revoked");
      assertThat(server.get("/").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void gateOfARequest_isTheOneThatDecidedOrTheOnlyOne() throws Exception {
    try (WebServer server =
        WebServer.start(
            context -> {
              WebServer.addFilter(context, new OwnFilter(settings("memory")), "/memory/*");
              WebServer.addFilter(context, new OwnFilter(settings("none")), "/none/*");
            },
            ServletLookupTest::storeOf)) {
      String key = KEYS.key().text();
      assertThat(server.get("/memory/x", "api-key", key).body()).isEqualTo("true");
      assertThat(server.get("/none/x", "api-key", key).body()).isEqualTo("false");
      assertThat(server.get("/open").body()).startsWith("NEXUS-1302");
    }
  }

  private static String storeOf(HttpServletRequest request) {
    try {
      return String.valueOf(ApplicationGates.gateOf(request).revocationWriter().isPresent());
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void gate_ofARequestThatNoFilterGuards_isTheApplications() throws Exception {
    try (WebServer server =
        WebServer.start(
            context -> WebServer.addFilter(context, new OwnFilter(settings("memory")), "/api/*"),
            ServletLookupTest::storeOf)) {
      assertThat(server.get("/open").body()).isEqualTo("true");
    }
  }
}
