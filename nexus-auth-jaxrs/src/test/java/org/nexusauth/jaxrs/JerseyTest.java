package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.testkit.ApiKeys;

final class JerseyTest {
  @RegisterExtension static final ApiKeys KEYS = ApiKeys.create();

  private static JerseyServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new JerseyServer(Resources.App.class, Map.of(), Resources.Secured.class);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  static Stream<Arguments> rows() {
    String good = KEYS.key().text();
    String bad = KEYS.key().wrongSignature().text();
    String reader = KEYS.key().permissions("read").text();
    String none = "";
    return Stream.of(
        row("open without key", "GET", "/api/open", none, 200, "anonymous"),
        row("open with a bad key is not checked", "GET", "/api/open", bad, 200, "anonymous"),
        row("secured without key", "GET", "/api/secured", none, 401, "key_missing"),
        row("secured with key", "GET", "/api/secured", good, 200, "int_"),
        row("secured with key, async", "GET", "/api/secured/async", good, 200, "API_KEY"),
        row("secured async without key", "GET", "/api/secured/async", none, 401, "key_missing"),
        row("secured with bad key", "GET", "/api/secured", bad, 401, "key_invalid"),
        row("HEAD is GET", "HEAD", "/api/secured", none, 401, ""),
        row("all permissions", "POST", "/api/secured", good, 403, "admin"),
        row("PermitAll beats class", "GET", "/api/secured/anybody", none, 200, "anonymous"),
        row("PermitAll with bad key", "GET", "/api/secured/anybody", bad, 401, "key_invalid"),
        row("PermitAll with key", "GET", "/api/secured/anybody", good, 200, "API_KEY"),
        row("role", "GET", "/api/roles", reader, 200, "read"),
        row("role without key", "GET", "/api/roles", none, 401, "key_missing"),
        row("one of two roles", "GET", "/api/roles/either", reader, 200, "either"),
        row("missing role", "GET", "/api/roles/admin", reader, 403, "permission_missing"),
        row("DenyAll with key", "GET", "/api/roles/nobody", good, 403, "access_denied"),
        row("DenyAll without key", "GET", "/api/roles/nobody", none, 403, "access_denied"),
        row("no role at all", "GET", "/api/roles/none", good, 403, "access_denied"),
        row("roles and permissions both", "GET", "/api/roles/both", good, 403, "admin"),
        row("DenyAll on class", "GET", "/api/denied", good, 403, "access_denied"),
        row("PermitAll on method beats it", "GET", "/api/denied/but", none, 200, "but"),
        row(
            "PermitAll elsewhere does not",
            "GET",
            "/api/denied/opened",
            good,
            403,
            "access_denied"),
        row(
            "PermitAll elsewhere, method inherited",
            "GET",
            "/api/deniedbelow/opened",
            good,
            403,
            "access_denied"),
        row("interface's method, generic", "POST", "/api/implements", good, 403, "admin"),
        row("interface's method", "GET", "/api/implements", none, 401, "key_missing"),
        row("interface's method, key", "GET", "/api/implements", good, 200, "plain"),
        row("superclass's annotation", "GET", "/api/extends", good, 403, "admin"),
        row("inherited method", "GET", "/api/extends/inherited", good, 403, "admin"),
        row("sub-resource's class", "GET", "/api/locator/sub", none, 401, "key_missing"),
        row("sub-resource's method", "GET", "/api/locator/bare", none, 401, "key_missing"),
        row("sub-resource with key", "GET", "/api/locator/bare", good, 200, "sub"),
        row("other agent", "GET", "/api/agents/agt_other", good, 403, "agent_restricted"),
        row("lost parameter", "GET", "/api/locator/bare/lost", good, 403, "agent_restricted"));
  }

  private static Arguments row(
      String name, String method, String path, String key, int status, String body) {
    return argumentSet(name, method, path, key, status, body);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void resource_requested_answersByItsAnnotations(
      String method, String path, String key, int status, String body) throws Exception {
    HttpResponse<String> response =
        key.isEmpty() ? server.send(method, path) : server.send(method, path, "api-key", key);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains(body).doesNotContain("must not run", "swallowed");
    if (status == 401 || status == 403) {
      assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(response.headers().firstValue("X-Request-ID")).isPresent();
      assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
          .isEqualTo(status == 401);
    }
  }

  @Test
  void agentOfKey_isPathParameter_passes() throws Exception {
    String key = KEYS.key().claim("agentId", "agt_7").text();
    assertThat(server.send("GET", "/api/agents/agt_7", "api-key", key).statusCode()).isEqualTo(200);
    String without = KEYS.key().without("agentId").text();
    assertThat(server.send("GET", "/api/agents/agt_7", "api-key", without).body())
        .contains("agent_restricted");
  }

  @Test
  void requestId_sent_isEchoed() throws Exception {
    assertThat(
            server
                .send("GET", "/api/secured", "X-Request-ID", "trace-1")
                .headers()
                .allValues("X-Request-ID"))
        .containsExactly("trace-1");
  }

  @Test
  void twoKeys_denied_asRepeated() throws Exception {
    String key = KEYS.key().text();
    assertThat(server.send("GET", "/api/secured", "api-key", key, "api-key", key).body())
        .contains("key_repeated");
  }

  @Test
  void application_annotated_guardsClassesWithoutAnnotation() throws Exception {
    try (JerseyServer secured = new JerseyServer(Variants.SecuredApp.class, Map.of())) {
      assertThat(secured.send("GET", "/api/open").statusCode()).isEqualTo(401);
      assertThat(secured.send("GET", "/api/open", "api-key", KEYS.key().text()).body())
          .contains("API_KEY");
      assertThat(secured.send("GET", "/api/denied/but").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void class_annotated_replacesWhatItExtends() throws Exception {
    try (JerseyServer weaker = new JerseyServer(Variants.WeakerApp.class, Map.of())) {
      assertThat(weaker.send("GET", "/api/weaker/inherited").statusCode()).isEqualTo(401);
      assertThat(
              weaker
                  .send("GET", "/api/weaker/inherited", "api-key", KEYS.key().text())
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void feature_registeredTwice_decidesOnce() throws Exception {
    try (JerseyServer twice = new JerseyServer(Variants.TwiceApp.class, Map.of())) {
      assertThat(twice.send("GET", "/api/secured").headers().allValues("X-Request-ID")).hasSize(1);
      assertThat(twice.send("GET", "/api/secured", "api-key", KEYS.key().text()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void services_switchedOff_leaveTheFilterIn() throws Exception {
    try (JerseyServer without = new JerseyServer(Variants.WithoutServicesApp.class, Map.of())) {
      assertThat(without.send("GET", "/api/secured").statusCode()).isEqualTo(401);
      assertThat(without.send("GET", "/api/secured", "api-key", KEYS.key().text()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void protectAll_noKey_disclosesNoRoute() throws Exception {
    Map<String, String> all =
        Map.of("nexus.auth.jaxrs.protect", "all", "nexus.auth.paths.exclude", "/api/open");
    String key = KEYS.key().text();
    try (JerseyServer guarded = new JerseyServer(Resources.App.class, all)) {
      for (String path :
          new String[] {"/api/nothing", "/api/application.wadl", "/api/denied/but"}) {
        assertThat(guarded.send("GET", path).statusCode()).as(path).isEqualTo(401);
        assertThat(guarded.send("PATCH", path).statusCode()).as(path).isEqualTo(401);
      }
      assertThat(guarded.send("GET", "/api/secured/json", "Accept", "text/html").statusCode())
          .isEqualTo(401);
      assertThat(guarded.send("GET", "/api/open", "api-key", "nonsense").statusCode())
          .isEqualTo(200);
      assertThat(guarded.send("GET", "/api/nothing", "api-key", key).statusCode())
          .isNotEqualTo(401);
      assertThat(guarded.send("GET", "/api/denied", "api-key", key).body())
          .contains("access_denied");
      assertThat(guarded.send("GET", "/api/locator/sub", "api-key", key).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void pathRule_unannotatedResource_holds() throws Exception {
    Map<String, String> rules = Map.of("nexus.auth.paths.permissions", "GET /api/open=audit");
    try (JerseyServer ruled = new JerseyServer(Resources.App.class, rules)) {
      assertThat(ruled.send("GET", "/api/open").statusCode()).isEqualTo(401);
      assertThat(ruled.send("GET", "/api/open/").statusCode()).isEqualTo(401);
      assertThat(ruled.send("GET", "/api/open", "api-key", KEYS.key().text()).body())
          .contains("permission_missing");
      String auditor = KEYS.key().permissions("audit").text();
      assertThat(ruled.send("GET", "/api/open", "api-key", auditor).body()).contains("API_KEY");
    }
  }

  @Test
  void callerOfTheContainer_withoutKey_isJudgedByItsRoles() throws Exception {
    String[] reader = {"X-User", "ann", "X-Role", "read"};
    String[] guest = {"X-User", "ann", "X-Role", "guest"};
    assertThat(server.send("GET", "/api/roles", reader).body()).isEqualTo("read");
    HttpResponse<String> denied = server.send("GET", "/api/roles", guest);
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.body()).contains("permission_missing", "read");
    assertThat(server.send("GET", "/api/secured", reader).body()).contains("key_missing");
    assertThat(server.send("GET", "/api/roles/nobody", reader).body()).contains("access_denied");
  }

  @Test
  void callerOfTheContainer_withABadKey_isDenied() throws Exception {
    String bad = KEYS.key().wrongSignature().text();
    assertThat(
            server
                .send("GET", "/api/roles", "X-User", "ann", "X-Role", "read", "api-key", bad)
                .body())
        .contains("key_invalid");
  }

  @Test
  void preflight_passes_onlyWhenSetAndWhole() throws Exception {
    String[] preflight = {"Origin", "https://app.example", "Access-Control-Request-Method", "GET"};
    Map<String, String> pass =
        Map.of("nexus.auth.jaxrs.protect", "all", "nexus.auth.cors.preflight", "pass");
    try (JerseyServer lenient = new JerseyServer(Resources.App.class, pass)) {
      assertThat(lenient.send("OPTIONS", "/api/secured", preflight).statusCode()).isEqualTo(200);
      assertThat(
              lenient.send("OPTIONS", "/api/secured", "Origin", "https://app.example").statusCode())
          .isEqualTo(401);
      assertThat(lenient.send("GET", "/api/secured", preflight).statusCode()).isEqualTo(401);
    }
    Map<String, String> refuse = Map.of("nexus.auth.jaxrs.protect", "all");
    try (JerseyServer strict = new JerseyServer(Resources.App.class, refuse)) {
      assertThat(strict.send("OPTIONS", "/api/secured", preflight).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void rewrittenPath_isJudgedByBothPaths() throws Exception {
    Map<String, String> rules =
        Map.of("nexus.auth.paths.permissions", "/api/put=admin,/api/put.text=audit");
    try (JerseyServer rewriting = new JerseyServer(Variants.RewritingApp.class, rules)) {
      for (String path : new String[] {"/api/put", "/api/put.json"}) {
        assertThat(rewriting.send("PUT", path).body()).as(path).contains("key_missing");
        assertThat(rewriting.send("PUT", path, "api-key", KEYS.key().text()).body())
            .as(path)
            .contains("permission_missing", "admin");
      }
      String auditor = KEYS.key().permissions("audit").text();
      assertThat(rewriting.send("PUT", "/api/put.text", "api-key", auditor).body())
          .contains("permission_missing", "admin");
      String admin = KEYS.key().permissions("admin").text();
      assertThat(rewriting.send("PUT", "/api/put.text", "api-key", admin).body())
          .contains("permission_missing", "audit");
      assertThat(rewriting.send("PUT", "/api/put.json", "api-key", admin).body())
          .isEqualTo("must not run");
    }
  }

  @Test
  void overriddenMethod_behindARuleAlone_isTheOneThatIsJudged() throws Exception {
    Map<String, String> rules = Map.of("nexus.auth.paths.permissions", "PUT /api/*=admin");
    try (JerseyServer overriding = new JerseyServer(Variants.OverridingApp.class, rules)) {
      assertThat(overriding.send("POST", "/api/put", "X-HTTP-Method-Override", "PUT").body())
          .contains("key_missing")
          .doesNotContain("must not run");
    }
  }

  @Test
  void preflight_changedIntoAnotherMethod_needsAKey() throws Exception {
    Map<String, String> pass =
        Map.of("nexus.auth.jaxrs.protect", "all", "nexus.auth.cors.preflight", "pass");
    try (JerseyServer changing = new JerseyServer(Variants.AnyMethodApp.class, pass)) {
      for (String path : new String[] {"/api/put", "/api/anybody"}) {
        HttpResponse<String> response =
            changing.send(
                "OPTIONS",
                path,
                "Origin",
                "https://app.example",
                "Access-Control-Request-Method",
                "PUT",
                "X-Method",
                "PUT");
        assertThat(response.body()).as(path).contains("key_missing");
        assertThat(response.statusCode()).as(path).isEqualTo(401);
      }
    }
  }

  @Test
  void overriddenMethod_isTheOneThatIsJudged() throws Exception {
    Map<String, String> rules =
        Map.of(
            "nexus.auth.jaxrs.protect", "all", "nexus.auth.paths.permissions", "PUT /api/*=admin");
    try (JerseyServer overriding = new JerseyServer(Variants.OverridingApp.class, rules)) {
      String key = KEYS.key().text();
      assertThat(overriding.send("POST", "/api/put", "api-key", key).statusCode()).isEqualTo(405);
      HttpResponse<String> smuggled =
          overriding.send("POST", "/api/put", "api-key", key, "X-HTTP-Method-Override", "PUT");
      assertThat(smuggled.body()).contains("permission_missing").doesNotContain("must not run");
    }
  }
}
