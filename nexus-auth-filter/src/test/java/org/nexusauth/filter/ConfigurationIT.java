package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter as a web.xml declares it, right and wrong. */
final class ConfigurationIT {

  private final FilterLog logged = FilterLog.open();

  @AfterEach
  void stop() {
    logged.close();
  }

  private static void resource(Context context) {
    TestServer.servlet(context, "echo", new EchoingServlet(), "/*");
  }

  static String filter(String name, String className, Map<String, String> initParams) {
    return "<filter><filter-name>%s</filter-name><filter-class>%s</filter-class>"
            .formatted(name, className)
        + "<async-supported>true</async-supported>"
        + params("init-param", initParams)
        + "</filter>";
  }

  static String filter(Map<String, String> initParams) {
    return filter("api-key", ApiKeyFilter.class.getName(), initParams)
        + mapping("api-key", "<url-pattern>/api/*</url-pattern>");
  }

  static String mapping(String name, String patterns) {
    return "<filter-mapping><filter-name>"
        + name
        + "</filter-name>"
        + patterns
        + "</filter-mapping>";
  }

  static String params(String element, Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            param ->
                "<%1$s><param-name>%2$s</param-name><param-value><![CDATA[%3$s]]></param-value></%1$s>"
                    .formatted(element, param.getKey(), param.getValue()))
        .collect(Collectors.joining());
  }

  static Stream<Arguments> settings_thatAreRight_guard() {
    Map<String, String> none = Map.of();
    Map<String, String> all = Guarded.settings();
    return Stream.of(
        argumentSet("init-params", all, none),
        argumentSet("context-params", none, all),
        argumentSet(
            "init-params before context-params", all, Guarded.settings("verify.issuer", "x")),
        argumentSet("both together", Map.of("nexus.auth.realm", "r"), all),
        argumentSet(
            "names of others are left alone",
            Guarded.settings(),
            Map.of("nexus.authority", "x", "javax.faces.PROJECT_STAGE", "y")));
  }

  @ParameterizedTest
  @MethodSource
  void settings_thatAreRight_guard(
      Map<String, String> initParams, Map<String, String> contextParams) throws Exception {
    String webXml = params("context-param", contextParams) + filter(initParams);
    try (TestServer server = TestServer.startWebXml(webXml, ConfigurationIT::resource)) {
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).body()).isEqualTo("caller=int_test");
      assertThat(server.ask("GET /api/x").status()).isEqualTo(401);
      assertThat(server.ask("GET /open").body()).isEqualTo("caller=none");
      assertThat(logged.messages("NEXUS-1001"))
          .containsExactly(
              "NEXUS-1001 api-key guards /api/* · issuer https://issuer.test · audience"
                  + " https://api.test · 1 key (RS256 \"test-rs256\") · skew 60 s · revocation none: keys cannot be revoked before they expire");
    }
  }

  @Test
  void startLine_namesPatternsAndServlets() throws Exception {
    String webXml =
        filter("k", ApiKeyFilter.class.getName(), Guarded.settings())
            + mapping("k", "<url-pattern>/v1/*</url-pattern><url-pattern>/me</url-pattern>")
            + mapping("k", "<servlet-name>echo</servlet-name>");
    try (TestServer server = TestServer.startWebXml(webXml, ConfigurationIT::resource)) {
      assertThat(server.ask("GET /elsewhere").status()).isEqualTo(401);
      assertThat(logged.messages("NEXUS-1001"))
          .singleElement()
          .asString()
          .startsWith("NEXUS-1001 api-key guards /me, /v1/*, servlet \"echo\" · ");
    }
  }

  @Test
  void filterWithoutMapping_isWarnedOf() throws Exception {
    String webXml = filter("k", ApiKeyFilter.class.getName(), Guarded.settings());
    try (TestServer server = TestServer.startWebXml(webXml, ConfigurationIT::resource)) {
      assertThat(server.ask("GET /api/x").status()).isEqualTo(200);
      assertThat(logged.messages("NEXUS-1102"))
          .containsExactly("NEXUS-1102 filter \"k\" has no filter-mapping: it guards nothing");
    }
  }

  static Stream<Arguments> settings_thatAreWrong_stopTheDeployment() {
    String origin = " (init-param of filter \"api-key\"): ";
    return Stream.of(
        argumentSet(
            "a value",
            Guarded.settings("verify.clock.skew", "15m"),
            Map.of(),
            "NEXUS-1010 nexus.auth.verify.clock.skew=15m"
                + origin
                + "expected seconds or an ISO-8601 duration up to PT10M, for example 60 or PT1M"),
        argumentSet(
            "a context-param",
            Guarded.settings(),
            Map.of("nexus.auth.cache.size", "many"),
            "NEXUS-1010 nexus.auth.cache.size=many (context-param): expected a whole number"),
        argumentSet(
            "an unknown name",
            Guarded.settings("verify.clock.skwe", "60"),
            Map.of(),
            "NEXUS-1010 nexus.auth.verify.clock.skwe"
                + origin
                + "there is no such property; did you mean nexus.auth.verify.clock.skew?"),
        argumentSet(
            "an unknown name in a context-param",
            Guarded.settings(),
            Map.of("nexus.auth.verify.issuerr", "x"),
            "NEXUS-1010 nexus.auth.verify.issuerr (context-param): there is no such property"),
        argumentSet(
            "no keys",
            Map.of(),
            Map.of(),
            "NEXUS-1010 nexus.auth.verify.keys.location is not set: say where"),
        argumentSet(
            "keys that are not there",
            Map.of("nexus.auth.verify.keys.location", "classpath:/none.jwks"),
            Map.of(),
            "NEXUS-1010 nexus.auth.verify.keys.location=classpath:/none.jwks" + origin),
        argumentSet(
            "a store that nobody has",
            Guarded.settings("revocation.store", "Blocklist"),
            Map.of(),
            "NEXUS-1010 nexus.auth.revocation.store=Blocklist" + origin + "there is no such"),
        argumentSet(
            "an empty value",
            Guarded.settings("paths.exclude", ""),
            Map.of(),
            "NEXUS-1010 nexus.auth.paths.exclude=" + origin + "is empty"));
  }

  @ParameterizedTest
  @MethodSource
  void settings_thatAreWrong_stopTheDeployment(
      Map<String, String> initParams, Map<String, String> contextParams, String said)
      throws Exception {
    String webXml = params("context-param", contextParams) + filter(initParams);
    try (TestServer server = TestServer.startWebXml(webXml, ConfigurationIT::resource)) {
      assertThat(server.isUp()).isFalse();
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).status()).isEqualTo(404);
      assertThat(logged.messages("NEXUS-1010")).singleElement().asString().startsWith(said);
      assertThat(logged.levels("NEXUS-1010")).containsExactly(Level.SEVERE);
      assertThat(logged.messages("NEXUS-1001")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("settings_thatAreWrong_stopTheDeployment")
  void settings_thatAreWrongWhereNoInitializerRuns_stopTheStartToo(
      Map<String, String> initParams, Map<String, String> contextParams, String said)
      throws Exception {
    Consumer<Context> application =
        context -> {
          contextParams.forEach(context::addParameter);
          Guarded.map(
              context, "api-key", new ApiKeyFilter(), EnumSet.of(DispatcherType.REQUEST), "/api/*");
          initParams.forEach(context.findFilterDef("api-key")::addInitParameter);
        };
    try (TestServer server = TestServer.start(application.andThen(ConfigurationIT::resource))) {
      assertThat(server.isUp()).isFalse();
      assertThat(logged.messages("NEXUS-1010")).singleElement().asString().startsWith(said);
    }
  }

  @Test
  void misspeltClassOfOurs_stopsTheStartAndIsSaid() throws Exception {
    String webXml = filter("api-key", "org.nexusauth.filter.ApiKeyFliter", Guarded.settings());
    try (TestServer server = TestServer.startWebXml(webXml, ConfigurationIT::resource)) {
      assertThat(server.isUp()).isFalse();
      assertThat(logged.messages("NEXUS-1010"))
          .containsExactly(
              "NEXUS-1010 filter-class=org.nexusauth.filter.ApiKeyFliter (filter \"api-key\"):"
                  + " there is no such class; did you mean org.nexusauth.filter.ApiKeyFilter?");
    }
  }

  @Test
  void jarAlone_guardsNothingAndMindsNoSettings() throws Exception {
    String webXml = params("context-param", Map.of("nexus.auth.verify.clock.skew", "15m"));
    try (TestServer server = TestServer.startWebXml(webXml, ConfigurationIT::resource)) {
      assertThat(server.isUp()).isTrue();
      assertThat(server.ask("GET /api/x").body()).isEqualTo("caller=none");
      assertThat(logged.messages("NEXUS-")).isEmpty();
    }
  }

  @Test
  void secondFilterWithOtherSettings_isCheckedAsWell() throws Exception {
    String webXml =
        filter(Guarded.settings())
            + filter("other", ApiKeyFilter.class.getName(), Guarded.settings("realm", "\"quoted\""))
            + mapping("other", "<url-pattern>/other/*</url-pattern>");
    try (TestServer server = TestServer.startWebXml(webXml, ConfigurationIT::resource)) {
      assertThat(server.isUp()).isFalse();
      assertThat(logged.messages("NEXUS-1010"))
          .singleElement()
          .asString()
          .contains("nexus.auth.realm", "(init-param of filter \"other\")");
    }
  }
}
