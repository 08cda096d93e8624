package org.nexusauth.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/** The rows of the filter, as on servers with servlets. */
final class PlainFilterTest {
  private static final TestKeys KEYS = TestKeys.create();

  private static BareServer server;

  @BeforeAll
  static void start() {
    server = new BareServer(KEYS.settings(), PlainResources.ALL);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Arguments> rows() {
    String good = KEYS.key().text();
    String bad = KEYS.key().wrongSignature().text();
    String reader = KEYS.key().permissions("read").text();
    String none = "";
    return Stream.of(
        row("open without key", "GET", "/open", none, 200, "anonymous"),
        row("open with a bad key is not asked", "GET", "/open", bad, 200, "anonymous"),
        row("secured without key", "GET", "/secured", none, 401, "key_missing"),
        row("secured with key", "GET", "/secured", good, 200, "int_test API_KEY"),
        row("async without key", "GET", "/secured/async", none, 401, "key_missing"),
        row("bad signature", "GET", "/secured", bad, 401, "key_invalid"),
        row("expired", "GET", "/secured", KEYS.key().expired().text(), 401, "key_expired"),
        row("Bearer", "GET", "/secured", "Bearer " + good, 401, "key_bearer_prefix"),
        row("comma", "GET", "/secured", good + "," + good, 401, "key_repeated"),
        row("blank inside", "GET", "/secured", "a b", 401, "key_whitespace"),
        row("too long", "GET", "/secured", "a".repeat(5000), 401, "key_too_long"),
        row("no JWT", "GET", "/secured", "nonsense", 401, "key_malformed"),
        row("permission", "POST", "/secured", good, 403, "permission_missing"),
        row("PermitAll", "GET", "/secured/anybody", none, 200, "anonymous"),
        row("PermitAll with bad key", "GET", "/secured/anybody", bad, 401, "key_invalid"),
        row("PermitAll with key", "GET", "/secured/anybody", good, 200, "API_KEY"),
        row("role", "GET", "/roles", reader, 200, "read"),
        row("role without key", "GET", "/roles", none, 401, "key_missing"),
        row("missing role", "GET", "/roles/admin", reader, 403, "permission_missing"),
        row("DenyAll", "GET", "/roles/nobody", good, 403, "access_denied"),
        row("DenyAll without key", "GET", "/roles/nobody", none, 403, "access_denied"),
        row("other agent", "GET", "/agents/agt_other", good, 403, "agent_restricted"));
  }

  private static Arguments row(
      String name, String method, String path, String key, int status, String body) {
    return argumentSet(name, method, path, key, status, body);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void resource_asked_answersByItsAnnotations(
      String method, String path, String key, int status, String body) throws Exception {
    HttpResponse<String> response =
        key.isEmpty() ? server.send(method, path) : server.send(method, path, "api-key", key);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains(body).doesNotContain("must not run");
    boolean open = path.equals("/open");
    assertThat(response.headers().allValues("Vary"))
        .isEqualTo(open ? List.of() : List.of("api-key"));
    assertThat(response.headers().allValues("Cache-Control"))
        .isEqualTo(open ? List.of() : List.of(status == 200 ? "private" : "no-store"));
    if (status != 200) {
      assertThat(response.body()).startsWith("{\"statusCode\":" + status + ",\"message\":\"");
      assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(response.headers().allValues("X-Request-ID")).hasSize(1);
      assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
          .isEqualTo(status == 401);
    }
  }

  @Test
  void twoKeys_refused_asRepeated() throws Exception {
    String key = KEYS.key().text();
    assertThat(server.send("GET", "/secured", "api-key", key, "API-KEY", key).body())
        .contains("key_repeated");
  }

  @Test
  void agentOfKey_isPathParameter_passes() throws Exception {
    String key = KEYS.key().claim("agentId", "agt_7").text();
    assertThat(server.send("GET", "/agents/agt_7", "api-key", key).statusCode()).isEqualTo(200);
  }

  @Test
  void currentApiKey_withoutCdi_isThatOfTheRequest() throws Exception {
    TestKey one = KEYS.key();
    TestKey other = KEYS.key();
    try (BareServer injected = new BareServer(KEYS.settings(), PlainResources.Who.class)) {
      assertThat(injected.send("GET", "/who", "api-key", one.text()).body()).isEqualTo(one.keyId());
      assertThat(injected.send("GET", "/who", "api-key", other.text()).body())
          .isEqualTo(other.keyId());
      assertThat(injected.send("GET", "/who/open", "api-key", one.text()).body())
          .isEqualTo("nobody");
      assertThat(injected.send("GET", "/who").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void requestId_sent_isEchoedInEveryAnswer() throws Exception {
    String key = KEYS.key().text();
    String[] granted = {"X-Request-ID", "trace-1", "api-key", key};
    assertThat(server.send("GET", "/secured", granted).headers().allValues("X-Request-ID"))
        .containsExactly("trace-1");
    assertThat(
            server
                .send("GET", "/secured", "X-Request-ID", "trace-2")
                .headers()
                .allValues("X-Request-ID"))
        .containsExactly("trace-2");
  }

  @Test
  void application_annotated_guardsClassesWithoutAnnotation() throws Exception {
    ResourceConfig application = ResourceConfig.forApplication(new PlainResources.SecuredApp());
    try (BareServer secured = new BareServer(KEYS.settings(), application)) {
      assertThat(secured.send("GET", "/open").statusCode()).isEqualTo(401);
      assertThat(secured.send("GET", "/open", "api-key", KEYS.key().text()).body())
          .contains("API_KEY");
    }
  }

  @Test
  void protectAll_noKey_disclosesNoRoute() throws Exception {
    Map<String, String> all =
        with("nexus.auth.jaxrs.protect", "all", "nexus.auth.paths.exclude", "/open");
    try (BareServer guarded = new BareServer(all, PlainResources.ALL)) {
      for (String path : new String[] {"/nothing", "/secured/anybody", "/open/../secured"}) {
        assertThat(guarded.send("GET", path).statusCode()).as(path).isEqualTo(401);
        assertThat(guarded.send("PATCH", path).statusCode()).as(path).isEqualTo(401);
      }
      assertThat(guarded.send("GET", "/open").statusCode()).isEqualTo(200);
      assertThat(guarded.send("GET", "/open;a=b").statusCode()).isEqualTo(401);
      assertThat(guarded.send("GET", "/nothing", "api-key", KEYS.key().text()).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void pathRule_unannotatedResource_holds() throws Exception {
    Map<String, String> rules = with("nexus.auth.paths.permissions", "GET /open=audit");
    try (BareServer ruled = new BareServer(rules, PlainResources.ALL)) {
      assertThat(ruled.send("GET", "/open").statusCode()).isEqualTo(401);
      assertThat(ruled.send("GET", "/open", "api-key", KEYS.key().text()).body())
          .contains("permission_missing");
      String auditor = KEYS.key().permissions("audit").text();
      assertThat(ruled.send("GET", "/open", "api-key", auditor).body()).contains("API_KEY");
    }
  }

  @Test
  void rewrittenPath_isJudgedByBothPaths() throws Exception {
    Map<String, String> rules = with("nexus.auth.paths.permissions", "/open=audit,/alias=admin");
    try (BareServer ruled =
        new BareServer(rules, PlainResources.Open.class, PlainResources.Alias.class)) {
      String auditor = KEYS.key().permissions("audit").text();
      String admin = KEYS.key().permissions("admin").text();
      String both = KEYS.key().permissions("audit", "admin").text();
      assertThat(ruled.send("GET", "/alias").body()).contains("key_missing");
      assertThat(ruled.send("GET", "/alias", "api-key", auditor).body())
          .contains("permission_missing", "admin");
      assertThat(ruled.send("GET", "/alias", "api-key", admin).body())
          .contains("permission_missing", "audit");
      assertThat(ruled.send("GET", "/alias", "api-key", both).body()).contains("API_KEY");
    }
  }

  @Test
  void client_besideTheFilter_isNoneOfItsBusiness() {
    try (Client client = ClientBuilder.newClient()) {
      assertThat(client.target(server.uri("/secured")).request().get().getStatus()).isEqualTo(401);
    }
  }

  private static Map<String, String> with(String... more) {
    Map<String, String> all = new HashMap<>(KEYS.settings());
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }
}
