package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.http.Route;

/** Wrong input of every route. No service is there, so nothing can have been changed. */
class RequestInputIT {
  private static final OpenApiContract CONTRACT = OpenApiContract.read();
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

  private static Stream<Arguments> routesWithBody() {
    return AllRoutes.withBody().map(route -> argumentSet(AllRoutes.name(route), route));
  }

  private static Stream<Arguments> routesWithVersion() {
    return AllRoutes.all()
        .filter(route -> route.input().version())
        .map(route -> argumentSet(AllRoutes.name(route), route));
  }

  private static Stream<Arguments> routes() {
    return AllRoutes.all().map(route -> argumentSet(AllRoutes.name(route), route));
  }

  private static ConsoleClient client() {
    return server.as("admin").with("If-Match", "*");
  }

  private static Answer send(Route route, ConsoleClient client, String body) {
    return CONTRACT.check(
        route.method(),
        AllRoutes.path(route),
        client.sendJson(route.method(), AllRoutes.path(route), body));
  }

  private static void assertInvalid(Answer answer, String field) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("type")).isEqualTo("urn:nexusauth:problem:invalid-request");
    if (!field.isEmpty()) {
      assertThat(answer.json().path("errors").findValuesAsText("field")).contains(field);
    }
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void body_ofAnotherType_is415(Route route) {
    String body = AllRoutes.body(route).toString();
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json; charset=iso-8859-1",
            "application/json; charset=utf-16",
            "application/json; x=y",
            "application/json, text/plain",
            "multipart/form-data; boundary=x")) {
      Answer answer = send(route, client().with("Content-Type", type), body);
      assertThat(answer.status()).as(type).isEqualTo(415);
    }
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void body_thatIsNoJsonObject_is400(Route route) {
    for (String body :
        List.of(
            "x",
            "[]",
            "1",
            "\"x\"",
            "null",
            "{",
            "{}{}",
            "{} x",
            "{'a':1}",
            "{\"a\":01}",
            "{\"a\":1,}",
            "// x\n{}",
            "\ufeff{}",
            "{\"a\":NaN}",
            "{\"a\":" + "[".repeat(20))) {
      assertInvalid(send(route, client(), body), "");
    }
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void body_thatIsNotUtf8_is400(Route route) {
    byte[] latin = "{\"name\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_16);
    for (byte[] body : List.of(latin, wide)) {
      assertInvalid(
          client()
              .with("Content-Type", "application/json")
              .send(route.method(), ConsoleServer.API + AllRoutes.path(route), body),
          "");
    }
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void body_thatIsNestedDeeply_is400(Route route) {
    assertInvalid(
        send(route, client(), "{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"), "");
    assertInvalid(send(route, client(), "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)), "");
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void body_ofTenMegabytes_is413(Route route) {
    Answer answer = send(route, client(), "{\"name\":\"" + "x".repeat(10 << 20) + "\"}");
    assertThat(answer.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void body_withAnUnknownMember_is400AndNamesIt(Route route) {
    ObjectNode body = AllRoutes.body(route).put("colour", "red");
    assertInvalid(send(route, client(), body.toString()), "colour");
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void body_withAMemberTwice_is400AndNamesIt(Route route) {
    assertInvalid(send(route, client(), "{\"name\":\"a\",\"name\":\"b\"}"), "name");
    assertInvalid(send(route, client(), "{\"name\":\"a\",\"n\\u0061me\":\"b\"}"), "name");
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void members_ofAWrongType_are400AndNamed(Route route) {
    ObjectNode good = AllRoutes.body(route);
    good.fieldNames()
        .forEachRemaining(
            name -> {
              ObjectNode body = good.deepCopy();
              body.putObject(name);
              assertInvalid(send(route, client(), body.toString()), name);
              body.put(name, 7);
              assertInvalid(send(route, client(), body.toString()), name);
              body.remove(name);
              assertInvalid(send(route, client(), body.toString()), name);
            });
  }

  @ParameterizedTest
  @MethodSource("routesWithVersion")
  void change_withoutIfMatch_is428(Route route) {
    Answer answer = send(route, server.as("admin"), AllRoutes.body(route).toString());
    assertThat(answer.status()).isEqualTo(428);
    assertThat(answer.text("detail")).contains("If-Match");
  }

  @ParameterizedTest
  @MethodSource("routesWithVersion")
  void change_withAnIfMatchThatIsNoEtag_isDenied(Route route) {
    String body = AllRoutes.body(route).toString();
    for (String value :
        List.of("3", "\"x\"", "\"1\", \"2\"", "\"-1\"", "\"1", "\"99999999999999999999\"")) {
      assertInvalid(send(route, server.as("admin").with("If-Match", value), body), "If-Match");
    }
    Answer weak = send(route, server.as("admin").with("If-Match", "W/\"1\""), body);
    assertThat(weak.status()).isEqualTo(412);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void query_thatIsNotKnown_is400(Route route) {
    String path = AllRoutes.path(route);
    for (String query : List.of("?colour=red", "?%00=1", "?%zz=1", "?<script>=1")) {
      Answer answer =
          client()
              .with("Content-Type", "application/json")
              .send(route.method(), ConsoleServer.API + path + query, new byte[0]);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("<script>", "colour");
    }
  }

  @Test
  void query_withWrongValues_is400AndNamesThem() {
    String path = "/organizations/acme/keys";
    for (String wrong :
        List.of(
            "limit=0",
            "limit=201",
            "limit=x",
            "limit=1&limit=1",
            "state=good",
            "environment=moon",
            "unusedFor=90",
            "unusedFor=-P1D",
            "unusedFor=P99999999D",
            "expiresBefore=tomorrow",
            "expiresBefore=2026-11-30T13:00:00",
            "q=%00",
            "q=%ff",
            "q=" + "x".repeat(501))) {
      assertInvalid(client().get(path + "?" + wrong), wrong.substring(0, wrong.indexOf('=')));
    }
    assertInvalid(client().get("/organizations/acme/integrations?disabled=yes"), "disabled");
  }

  @Test
  void idempotencyKey_thatIsTooLongOrTwice_is400() {
    String path = "/organizations/acme/integrations/int-1/keys";
    String body = "{\"name\":\"x\",\"environment\":\"staging\"}";
    assertInvalid(
        client().with("Idempotency-Key", "x".repeat(256)).post(path, body), "Idempotency-Key");
    assertInvalid(client().with("Idempotency-Key", "a b").post(path, body), "Idempotency-Key");
  }

  @Test
  void texts_withControlsOrTooLong_are400() {
    for (String name : List.of("\\u0000", "a\\u001bb", "\\ud800", "x".repeat(1_001))) {
      assertInvalid(
          client().post("/organizations", "{\"id\":\"a\",\"name\":\"" + name + "\"}"), "name");
    }
  }

  @Test
  void problem_thatNamesAMember_escapesIt() {
    Answer answer =
        client()
            .post(
                "/organizations", "{\"<script>\\u202e\\u0007𝕏'\":1,\"id\":\"a\",\"name\":\"b\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("<script>", "\u202e", "\u0007", "'", "𝕏");
  }
}
