package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.testkit.TestKeys;

/** How the console gets into an application, and past its filter. */
class MappingIT {
  private static final TestKeys KEYS = TestKeys.create();
  private static final String FILTER =
      "<filter><filter-name>api-key</filter-name>"
          + "<filter-class>org.nexusauth.filter.ApiKeyFilter</filter-class>"
          + "<async-supported>true</async-supported></filter>"
          + "<filter-mapping><filter-name>api-key</filter-name>"
          + "<url-pattern>/*</url-pattern></filter-mapping>";
  private static final String LOGIN =
      "<login-config><auth-method>BASIC</auth-method><realm-name>test</realm-name></login-config>";

  private static String parameters(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value ->
                "<context-param><param-name>%s</param-name><param-value><![CDATA[%s]]></param-value></context-param>"
                    .formatted(value.getKey(), value.getValue()))
        .collect(Collectors.joining());
  }

  private static Map<String, String> guarded(String... more) {
    Map<String, String> values = new LinkedHashMap<>(KEYS.settings());
    values.put("nexus.auth.verify.audiences", KEYS.audience() + "," + KEYS.issuer());
    values.put("nexus.auth.management.store", "memory");
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return values;
  }

  @Test
  void console_withoutAPath_isNotThere() throws Exception {
    Map<String, String> values = guarded("nexus.auth.revocation.store", "memory");
    try (ConsoleServer server = ConsoleServer.startWebXml(parameters(values) + FILTER + LOGIN)) {
      assertThat(server.isUp()).isTrue();
      assertThat(server.as("admin").get("/organizations").status()).isEqualTo(404);
    }
  }

  @Test
  void console_behindTheFilter_isLeftToItsOwnLogin() throws Exception {
    Map<String, String> values =
        guarded("nexus.auth.console.path", "/nexus", "nexus.auth.revocation.store", "memory");
    try (ConsoleServer server = ConsoleServer.startWebXml(parameters(values) + FILTER + LOGIN)) {
      assertThat(server.anonymous().get("/organizations").text("type"))
          .isEqualTo("urn:nexusauth:problem:not-signed-in");
      String key = KEYS.key().permissions("nexus-admin").text();
      Answer withKey = server.anonymous().with("api-key", key).get("/organizations");
      assertThat(withKey.status()).isEqualTo(401);
      Answer signedIn = server.as("admin").get("/organizations");
      assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
      Answer elsewhere =
          server.as("admin").send("GET", "/app/nexus-other/api/v1/organizations", new byte[0]);
      assertThat(elsewhere.status()).isIn(401, 404);
      for (String path :
          List.of("/app/nexus/../api", "/app/nexus/..;/api", "/app/x/../nexusx", "/app//api")) {
        assertThat(server.as("admin").send("GET", path, new byte[0]).status())
            .as(path)
            .isIn(400, 401, 404);
      }
    }
  }

  @Test
  void path_withoutTheInitializer_isWarnedOf() throws Exception {
    Map<String, String> values =
        guarded(
            "nexus.auth.console.path", "/nexus",
            "nexus.auth.jwks.path", "/keys",
            "nexus.auth.revocation.store", "memory");
    assertThat(warningsOf(values, context -> {}))
        .hasSize(2)
        .anyMatch(warning -> warning.contains("nexus.auth.jwks.path=/keys"))
        .anyMatch(
            warning ->
                warning.startsWith("NEXUS-1304 nexus.auth.console.path=/nexus")
                    && warning.contains("ConsoleInitializer.register"));
    assertThat(
            warningsOf(
                values,
                context -> context.addServletContainerInitializer(new ConsoleInitializer(), null)))
        .isEmpty();
  }

  private static List<String> warningsOf(Map<String, String> values, Consumer<Context> more)
      throws Exception {
    try (WarningRecorder log = WarningRecorder.open("org.nexusauth.web");
        ConsoleServer server =
            ConsoleServer.startFiltered(
                context -> {
                  values.forEach(context::addParameter);
                  more.accept(context);
                })) {
      assertThat(server.isUp()).isTrue();
      return log.messages();
    }
  }

  @Test
  void console_withoutAGate_answers503InWords() throws Exception {
    Map<String, String> values = Map.of("nexus.auth.console.path", "/nexus");
    try (ConsoleServer server = ConsoleServer.startWebXml(parameters(values) + LOGIN)) {
      Answer answer = server.as("admin").get("/organizations");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text("detail")).contains("filter");
    }
  }

  @Test
  void setting_thatIsWrong_stopsTheStart() throws Exception {
    for (Map<String, String> wrong :
        List.of(
            Map.of("nexus.auth.console.path", "/"),
            Map.of("nexus.auth.console.path", "nexus"),
            Map.of("nexus.auth.console.path", "/nexus/"),
            Map.of("nexus.auth.console.path", "/nexus/*"),
            Map.of("nexus.auth.console.path", "/a/../b"),
            Map.of("nexus.auth.console.path", "/a/./b"),
            Map.of("nexus.auth.console.path", "/nexus", "nexus.auth.console.login", "key"),
            Map.of("nexus.auth.console.path", "/nexus", "nexus.auth.console.role.admin", "**"))) {
      try (ConsoleServer server = ConsoleServer.startWebXml(parameters(wrong))) {
        assertThat(server.isUp()).as(wrong.toString()).isFalse();
      }
    }
  }

  @Test
  void link_thatTheApplicationTakes_isPrintedNoMore() throws Exception {
    Map<String, String> values =
        guarded(
            "nexus.auth.console.path", "/nexus",
            "nexus.auth.console.login", "link",
            "nexus.auth.revocation.store", "memory");
    String listener =
        "<listener><listener-class>%s</listener-class></listener>"
            .formatted(LinkTakingListener.class.getName());
    try (ConsoleServer server = ConsoleServer.startWebXml(parameters(values) + FILTER + listener)) {
      String link = LinkTakingListener.takenLink();
      assertThat(link).startsWith("/app/nexus/sign-in?token=");
      assertThat(ConsoleLoginLink.takeLink(server.context().getServletContext())).isEmpty();
      assertThat(server.anonymous().send("GET", link, new byte[0]).status()).isEqualTo(303);
    }
  }
}
