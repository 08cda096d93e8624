package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.http.Route;
import org.nexusauth.management.access.Role;

/** Who may call which route. No service is there: a request that gets further answers 500. */
class RouteAccessIT {
  private static final String PROBLEM = "urn:nexusauth:problem:";
  private static ConsoleServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        ConsoleServer.start(
            () -> {
              throw new IllegalStateException("a request got as far as the services");
            });
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Stream<Arguments> routes() {
    return AllRoutes.all().map(route -> argumentSet(AllRoutes.name(route), route));
  }

  private static Stream<Arguments> changes() {
    return AllRoutes.changing().map(route -> argumentSet(AllRoutes.name(route), route));
  }

  private static Stream<Arguments> rolesThatAreTooLow() {
    return AllRoutes.all()
        .filter(route -> route.role() != Role.VIEWER)
        .flatMap(
            route ->
                Stream.of(Role.values())
                    .filter(role -> !role.includes(route.role()))
                    .map(role -> argumentSet(AllRoutes.name(route) + " as " + role, route, role)));
  }

  private static Answer call(ConsoleClient client, Route route) {
    ConsoleClient complete = client.with("If-Match", "*");
    return AllRoutes.hasBody(route)
        ? complete.sendJson(route.method(), AllRoutes.path(route), AllRoutes.body(route).toString())
        : complete.send(route.method(), ConsoleServer.API + AllRoutes.path(route), new byte[0]);
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text("type")).isEqualTo(PROBLEM + type);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.text("detail")).endsWith(".");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void route_withoutALogin_is401(Route route) {
    Answer answer = call(server.anonymous(), route);
    assertProblem(answer, 401, "not-signed-in");
    assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void route_withAWrongPassword_is401(Route route) {
    assertProblem(
        call(server.anonymous().withBasic("admin", "wrong"), route), 401, "not-signed-in");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void route_withoutARole_is403AndNamesTheRoles(Route route) {
    Answer answer = call(server.as("guest"), route);
    assertProblem(answer, 403, "role-missing");
    assertThat(answer.text("detail")).contains("nexus-viewer", "nexus-operator", "nexus-admin");
  }

  @ParameterizedTest
  @MethodSource("rolesThatAreTooLow")
  void route_withALowerRole_is403AndNamesTheRole(Route route, Role role) {
    Answer answer = call(server.as(role.name().toLowerCase(Locale.ROOT)), route);
    assertProblem(answer, 403, "role-missing");
    assertThat(answer.text("detail")).contains(route.role().name());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void route_withAnotherMethod_is405WithAllow(Route route) {
    Answer answer =
        server.as("admin").send("PUT", ConsoleServer.API + AllRoutes.path(route), new byte[0]);
    assertProblem(answer, 405, "method-not-allowed");
    assertThat(List.of(answer.header("Allow").split(", "))).contains(route.method(), "OPTIONS");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void options_ofARoute_haveItsMethods(Route route) {
    Answer answer =
        server.as("viewer").send("OPTIONS", ConsoleServer.API + AllRoutes.path(route), new byte[0]);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(List.of(answer.header("Allow").split(", "))).contains(route.method());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_fromThePageOfAnotherSite_is403(Route route) {
    ConsoleClient admin = server.as("admin");
    assertProblem(call(admin.with("Sec-Fetch-Site", "cross-site"), route), 403, "cross-site");
    assertProblem(call(admin.with("Sec-Fetch-Site", "same-site"), route), 403, "cross-site");
    assertProblem(call(admin.with("Sec-Fetch-Site", "none"), route), 403, "cross-site");
    assertProblem(call(admin.with("Origin", "https://evil.example"), route), 403, "cross-site");
    assertProblem(call(admin.with("Origin", "null"), route), 403, "cross-site");
    assertProblem(call(admin.with("Cookie", "a=b"), route), 403, "cross-site");
    assertProblem(
        call(
            admin
                .with("Sec-Fetch-Site", "cross-site")
                .with("Origin", "http://localhost:" + server.port()),
            route),
        403,
        "cross-site");
  }

  @Test
  void change_fromThisAddress_getsToTheServices() {
    Route route = AllRoutes.changing().findFirst().orElseThrow();
    ConsoleClient admin = server.as("admin");
    List<ConsoleClient> good =
        List.of(
            admin,
            admin.with("Sec-Fetch-Site", "same-origin").with("Cookie", "a=b"),
            admin.with("Origin", "http://localhost:" + server.port()).with("Cookie", "a=b"));
    for (ConsoleClient client : good) {
      assertProblem(call(client, route), 500, "internal-error");
    }
  }

  @Test
  void failure_isNotShown() {
    Answer answer = server.as("admin").get("/organizations");
    assertProblem(answer, 500, "internal-error");
    assertThat(answer.body()).doesNotContain("as far as", "IllegalState");
    assertThat(answer.text("detail")).contains(answer.header("X-Request-ID"));
  }

  @Test
  void path_thatIsUnknown_is404ToPeopleAnd401ToOthers() {
    for (String path :
        List.of("", "/", "/x", "/organizations/", "/organizations//x", "/openapi.json/")) {
      assertProblem(server.as("viewer").get(path), 404, "not-found");
      assertProblem(server.anonymous().get(path), 401, "not-signed-in");
    }
  }

  @Test
  void path_thatIsUnknownAndNotOfTheApi_isAPage() {
    for (String path : List.of("/app/nexus/x", "/app/nexus/api", "/app/nexus/assets/none.css")) {
      Answer answer = server.as("viewer").send("GET", path, new byte[0]);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
      assertThat(server.anonymous().send("GET", path, new byte[0]).status()).isEqualTo(401);
    }
  }

  @Test
  void answer_ofAnyKind_hasTheHeadersThatProtectBrowsers() {
    for (Answer answer :
        List.of(
            server.anonymous().get("/organizations"),
            server.as("admin").get("/operator"),
            server.as("viewer").get("/x"))) {
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("X-Request-ID")).isNotEmpty();
    }
  }

  @Test
  void head_ofARoute_hasTheHeadersOfGetAndNoBody() {
    Answer get = server.as("admin").get("/operator");
    Answer head = server.as("admin").send("HEAD", ConsoleServer.API + "/operator", new byte[0]);
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.text("role")).isEqualTo("admin");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
  }

  @Test
  void description_isServed() {
    Answer answer = server.as("admin").get("/openapi.json");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("openapi")).startsWith("3.1");
  }
}
