package org.nexusauth.console;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.nexusauth.console.TestManagement.members;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.http.Route;

/** The API under requests that it must withstand, over services with records in memory. */
class RestApiAbuseIT {
  private static final OpenApiContract CONTRACT = OpenApiContract.read();
  private static final String ACME = "/organizations/acme";

  private TestManagement management;
  private ConsoleServer server;
  private String integration;

  @BeforeEach
  void start() throws Exception {
    management = new TestManagement();
    server = ConsoleServer.start(() -> management.services);
    integration = TestManagement.prepareIntegration(server, "acme", "Orders");
    TestManagement.prepareIntegration(server, "other", "Theirs");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String keys() {
    return ACME + "/integrations/" + integration + "/keys";
  }

  private static Answer get(ConsoleClient client, String path) {
    return CONTRACT.check("GET", path, client.get(path));
  }

  private static Answer post(ConsoleClient client, String path, ObjectNode body) {
    return CONTRACT.check("POST", path, client.post(path, body));
  }

  private static Answer patch(ConsoleClient client, String path, ObjectNode body) {
    return CONTRACT.check("PATCH", path, client.patch(path, body));
  }

  private ConsoleClient operator() {
    return server.as("operator");
  }

  private Answer generate(String name) {
    Answer answer = post(operator(), keys(), order(name));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  private static ObjectNode order(String name) {
    ObjectNode order = members("name", name, "environment", "production");
    order.putArray("permissions").add("read");
    return order;
  }

  private static void assertStatus(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
  }

  private static Stream<Arguments> routesOfOrganizations() {
    return AllRoutes.all()
        .filter(route -> route.path().parameters().contains("organization"))
        .filter(route -> !route.role().name().equals("ADMIN"))
        .map(route -> argumentSet(AllRoutes.name(route), route));
  }

  private Answer call(ConsoleClient client, Route route, Map<String, String> ids) {
    String path = AllRoutes.path(route, ids);
    ConsoleClient complete = client.with("If-Match", "*");
    return AllRoutes.hasBody(route)
        ? complete.sendJson(route.method(), path, AllRoutes.body(route).toString())
        : complete.send(route.method(), ConsoleServer.API + path, new byte[0]);
  }

  private String auditHead() {
    return server.as("admin").get("/audit?limit=1").json().at("/items/0/hash").asText();
  }

  @ParameterizedTest
  @MethodSource("routesOfOrganizations")
  void organization_ofOthers_looksLikeAMissingOne(Route route) {
    Answer key = generate("hidden");
    Map<String, String> real =
        Map.of("integration", integration, "key", key.json().at("/record/id").asText());
    String before = auditHead();
    Map<String, String> missing = new HashMap<>(real);
    missing.put("organization", "missing");
    Answer ofOthers = call(server.as("rival"), route, real);
    Answer ofNobody = call(server.as("rival"), route, missing);
    assertStatus(ofOthers, 404);
    assertThat(ofOthers.body()).isEqualTo(ofNobody.body());
    assertThat(auditHead()).isEqualTo(before);
  }

  @Test
  void ids_ofEveryKind_areMissingAndNotRepeated() {
    String before = auditHead();
    List<String> ids =
        List.of(
            "'",
            "--",
            "..",
            "%00",
            "<script>",
            "𝕏",
            "\u202eabc\u202c",
            "x".repeat(10_000),
            "a;b=c",
            "%2e%2e");
    for (String id : ids) {
      String encoded = encode(id, UTF_8).replace("+", "%20").replace(".", "%2E");
      for (Route route : AllRoutes.all().toList()) {
        for (String parameter : route.path().parameters()) {
          Answer answer = call(server.as("admin"), route, Map.of(parameter, encoded));
          assertThat(answer.status())
              .as(AllRoutes.name(route) + " with " + parameter + "=" + id)
              .isIn(400, 404);
          assertThat(answer.body()).doesNotContain("<script>", "𝕏", "\u202e", "xxxxxxxx");
        }
      }
    }
    assertThat(auditHead()).isEqualTo(before);
  }

  private static Stream<Arguments> allRoutes() {
    return AllRoutes.all()
        .filter(
            route ->
                !List.of("/openapi.json", "/operator").contains(route.path().text())
                    && !route.path().text().endsWith("/import")
                    && !needsAChannel(route))
        .map(route -> argumentSet(AllRoutes.name(route), route));
  }

  /** No channel is set up here, which these say before they ask a store. */
  private static boolean needsAChannel(Route route) {
    return route.method().equals("POST") && route.path().text().startsWith("/alert-channels/");
  }

  @ParameterizedTest
  @MethodSource("allRoutes")
  void store_thatCannotBeReached_is503InWords(Route route) {
    management.setReachable(false);
    Answer answer = call(server.as("admin"), route, Map.of());
    assertStatus(answer, 503);
    assertThat(answer.text("type")).isEqualTo("urn:nexusauth:problem:unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.text("detail")).contains("again");
    management.setReachable(true);
    assertStatus(server.as("admin").get("/organizations"), 200);
  }

  @Test
  void clients_thatChangeTheSameThings_loseNoUpdate() throws Exception {
    String path = ACME + "/integrations/" + integration;
    long version = get(operator(), path).json().path("version").asLong();
    ExecutorService clients = Executors.newFixedThreadPool(64);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        String name = "name " + i;
        ConsoleClient client = operator().with("If-Match", '"' + Long.toString(version) + '"');
        answers.add(clients.submit(() -> patch(client, path, members("name", name)).status()));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 412);
      List<Future<Integer>> creations = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        creations.add(
            clients.submit(
                () ->
                    post(
                            operator(),
                            ACME + "/integrations",
                            members("name", "Same", "agentId", "agent-1"))
                        .status()));
      }
      List<Integer> created = new ArrayList<>();
      for (Future<Integer> creation : creations) {
        created.add(creation.get());
      }
      assertThat(created).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
    } finally {
      clients.shutdownNow();
    }
    assertThat(get(operator(), path).json().path("version").asLong()).isEqualTo(version + 1);
  }
}
