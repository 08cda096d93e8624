package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.filter.ApiKeyFilter;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/**
 * A servlet filter with settings of its own before some of the resources; the application itself
 * has no keys.
 */
final class TwoFiltersTest {
  private static final TestKeys KEYS = TestKeys.create();

  private static JerseyServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new JerseyServer(
            Resources.App.class, Map.of(), TwoFiltersTest::addFilter, Resources.Secured.class);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static void addFilter(Context context) {
    FilterDef filter = new FilterDef();
    filter.setFilterName("api-key");
    filter.setFilterClass(ApiKeyFilter.class.getName());
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.put("nexus.auth.paths.exclude", "/api/secured/anybody");
    settings.forEach(filter::addInitParameter);
    JerseyServer.addFilter(context, filter, "/api/secured/*");
  }

  @Test
  void key_validForBothFilters_passesWithOneEvent() throws Exception {
    HttpResponse<String> response = send(KEYS.key(), "/api/secured", "both-granted");

    assertThat(response.body()).isEqualTo("int_test API_KEY");
    assertThat(Injected.Events.count("both-granted")).isEqualTo(1);
    assertThat(response.headers().allValues("X-Request-ID")).containsExactly("both-granted");
  }

  @Test
  void key_invalidForTheFirstFilter_isDeniedWithOneEvent() throws Exception {
    HttpResponse<String> response =
        send(KEYS.key().wrongSignature(), "/api/secured", "first-denies");

    assertThat(response.body()).contains("key_invalid");
    assertThat(Injected.Events.count("first-denies")).isEqualTo(1);
  }

  @Test
  void key_thatTheSecondFilterDenies_hasAnEventOfEach() throws Exception {
    String id = "second-denies";
    HttpResponse<String> response =
        server.send("POST", "/api/secured", "api-key", KEYS.key().text(), "X-Request-ID", id);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("permission_missing", "\\\"admin\\\"");
    assertThat(Injected.Events.count(id)).isEqualTo(2);
    assertThat(response.headers().allValues("X-Request-ID")).containsExactly(id);
  }

  @Test
  void annotatedResource_thatTheFilterLeavesOut_isNeverOpen() throws Exception {
    try (JaxrsLog logged = JaxrsLog.open()) {
      HttpResponse<String> response = send(KEYS.key(), "/api/roles", "no-gate");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body())
          .startsWith("{\"statusCode\":503,\"message\":\"Key status unavailable\"");
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      assertThat(response.headers().firstValue("X-Request-ID")).hasValue("no-gate");
      assertThat(logged.messages("NEXUS-1201")).hasSize(1);
    }
    assertThat(server.send("GET", "/api/denied").statusCode()).isEqualTo(503);
    assertThat(server.send("GET", "/api/open").body()).isEqualTo("anonymous");
  }

  @Test
  void protectAll_withoutKeysOfItsOwn_leavesNothingToTheFilterAlone() throws Exception {
    try (JerseyServer all =
        new JerseyServer(
            Resources.App.class,
            Map.of("nexus.auth.jaxrs.protect", "all"),
            TwoFiltersTest::addFilter)) {
      assertThat(all.send("GET", "/api/secured", "api-key", KEYS.key().text()).statusCode())
          .isEqualTo(200);
      assertThat(all.send("GET", "/api/open").statusCode()).isEqualTo(503);
      assertThat(all.send("GET", "/api/nothing").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void rules_withoutKeysOfTheirOwn_areNeverOpen() throws Exception {
    Map<String, String> rules =
        Map.of(
            "nexus.auth.paths.permissions", "/api/open=audit",
            "nexus.auth.paths.exclude", "/api/denied/*");
    try (JerseyServer ruled =
        new JerseyServer(Resources.App.class, rules, TwoFiltersTest::addFilter)) {
      assertThat(ruled.send("GET", "/api/open").statusCode()).isEqualTo(503);
      // The mapper of the application answers it, so it got through.
      assertThat(ruled.send("GET", "/api/nothing").body()).isEqualTo("swallowed");
    }
  }

  private static HttpResponse<String> send(TestKey key, String path, String id) throws Exception {
    return server.send("GET", path, "api-key", key.text(), "X-Request-ID", id);
  }
}
