package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.console.page.reveal.ProtectedApi;
import org.nexusauth.console.page.reveal.ProtectedApi.ExamplePath;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.ServletContextAttributes;
import org.nexusauth.web.resource.GuardedResource;
import org.nexusauth.web.resource.GuardedResources;

/** What the page of a new key knows of the API: from the gate's rules and the mappings. */
class ApplicationApiTest {
  private static final String FILTER = "org.nexusauth.filter.ApiKeyFilter";

  private static ProtectedApi read(
      Map<String, String> more, List<String> filter, Map<String, List<String>> servlets) {
    return read(more, contextOf(filter, servlets));
  }

  private static ProtectedApi read(Map<String, String> more, ServletContext context) {
    Map<String, String> settings = new LinkedHashMap<>(TestKeys.create().settings());
    settings.putAll(more);
    try (ApiKeyGate gate = ApiKeyGate.builder(settings).build()) {
      ApplicationGates.of(new ServletContextAttributes(context)).register(gate);
      return ApplicationApi.read(context);
    }
  }

  private static ServletContext contextOf(List<String> filter, Map<String, List<String>> servlets) {
    Map<String, Object> answers = new HashMap<>();
    answers.put(
        "getFilterRegistrations",
        Map.of(
            "keys",
            answering(
                FilterRegistration.class,
                Map.of("getClassName", FILTER, "getUrlPatternMappings", filter)),
            "other",
            answering(
                FilterRegistration.class,
                Map.of("getClassName", "x.Filter", "getUrlPatternMappings", List.of("/other/*")))));
    Map<String, Object> registrations = new HashMap<>();
    servlets.forEach(
        (name, mappings) ->
            registrations.put(
                name,
                answering(
                    ServletRegistration.class, Map.of("getName", name, "getMappings", mappings))));
    answers.put("getServletRegistrations", registrations);
    return answering(ServletContext.class, answers);
  }

  /** Attributes are kept. */
  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    Map<Object, Object> attributes = new HashMap<>();
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                  case "getAttribute" -> attributes.get(arguments[0]);
                  default -> answers.get(method.getName());
                }));
  }

  @Test
  void rules_nameTheBestPathsAndThePermissions() {
    ProtectedApi api =
        read(
            Map.of(
                "nexus.auth.paths.permissions",
                "POST /api/orders=orders:write,/api/stock/*=stock:read+orders:read,GET /v=v",
                "nexus.auth.paths.exclude",
                "/v"),
            List.of("/api/*"),
            Map.of());
    assertThat(api.permissions()).containsExactly("orders:read", "orders:write", "stock:read", "v");
    assertThat(api.paths())
        .containsExactly(
            new ExamplePath("/api/stock/", Set.of("stock:read", "orders:read")),
            new ExamplePath("/api/", Set.of()));
    assertThat(api.headerStart()).isEqualTo("api-key: ");
  }

  @Test
  void filterOnEveryPath_leadsToTheServletsOfTheApplication() {
    ProtectedApi api =
        read(
            Map.of("nexus.auth.token.header", "Authorization"),
            List.of("/*"),
            Map.of(
                "folder", List.of("/a/*"),
                "things", List.of("/things", "*.do", "/"),
                "org.nexusauth.console.CONSOLE", List.of("/console/*")));
    assertThat(api.paths())
        .containsExactly(new ExamplePath("/things", Set.of()), new ExamplePath("/a/", Set.of()));
    assertThat(api.headerStart()).isEqualTo("Authorization: Bearer ");
  }

  @Test
  void filterOnAFolder_leadsToTheServletsInIt() {
    ProtectedApi api =
        read(
            Map.of(),
            List.of("/api/*"),
            Map.of("things", List.of("/api/things", "/apis", "/open"), "all", List.of("/api/*")));
    assertThat(api.paths())
        .containsExactly(
            new ExamplePath("/api/things", Set.of()), new ExamplePath("/api/", Set.of()));
  }

  @Test
  void resourcesThatAnswerGet_comeFirst() {
    ServletContext context =
        contextOf(List.of("/api/thread/*"), Map.of("jaxrs", List.of("/api/*"), "x", List.of("/x")));
    GuardedResources resources = GuardedResources.of(new ServletContextAttributes(context));
    resources.add(new GuardedResource("/api", "/me/organizations", Set.of(), 0));
    resources.add(new GuardedResource("/api", "/me", Set.of(), 0));
    resources.add(new GuardedResource("/api", "/a", Set.of("read"), 2));
    resources.add(new GuardedResource("/api", "/excluded", Set.of(), 0));
    resources.add(new GuardedResource("/not-mapped", "/me", Set.of(), 0));
    ProtectedApi api =
        read(
            Map.of(
                "nexus.auth.paths.permissions", "GET /api/thread/*=read,/api/me/*=own",
                "nexus.auth.paths.exclude", "/api/excluded"),
            context);
    assertThat(api.paths())
        .containsExactly(
            new ExamplePath("/api/me", Set.of("own")),
            new ExamplePath("/api/me/organizations", Set.of("own")),
            new ExamplePath("/api/a", Set.of("read")),
            new ExamplePath("/api/thread/", Set.of("read")),
            new ExamplePath("/api/me/", Set.of("own")));
  }

  @Test
  void applicationWithoutAGate_isUnknown() {
    assertThat(ApplicationApi.read(contextOf(List.of("/*"), Map.of())))
        .isEqualTo(ProtectedApi.UNKNOWN);
  }
}
