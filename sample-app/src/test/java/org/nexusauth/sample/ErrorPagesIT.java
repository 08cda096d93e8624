package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Running;

/** What nobody wrote a resource for is JSON as well, and what happened stands in the access log. */
class ErrorPagesIT {

  @RegisterExtension static final Running RUNNING = new Running();

  static Stream<Arguments> paths_that_are_not_there() {
    return Stream.of(
        argumentSet("another path", "GET", "/nope"),
        argumentSet("posted to", "POST", "/nope"),
        argumentSet("the base", "GET", "/api/public"),
        argumentSet("below v1", "GET", "/api/public/v1/nope"),
        argumentSet("a thread's part", "GET", "/api/public/thread/1/nope"),
        argumentSet("the WADL", "GET", "/api/public/application.wadl"),
        argumentSet("the application's inside", "GET", "/WEB-INF/web.xml"),
        argumentSet("the error page itself", "GET", "/errors"));
  }

  @ParameterizedTest
  @MethodSource("paths_that_are_not_there")
  void path_thatIsNotThere_isJson(String method, String path) {
    RUNNING.client().send(method, path).refused(404, "Not found");
  }

  @Test
  void method_thatIsNotThere_isJsonAndNamesTheOthers() {
    assertThat(
            RUNNING
                .client()
                .send("DELETE", "/api/public/v1/me")
                .response()
                .headers()
                .firstValue("Allow"))
        .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
    RUNNING.client().send("DELETE", "/api/public/v1/me").refused(405, "Method not allowed");
    RUNNING.client().send("PATCH", "/api/public/thread").refused(405, "Method not allowed");
  }

  @Test
  void file_thatMayNotBeDeleted_isJson() {
    RUNNING.client().send("DELETE", "/nope").refused(403, "Forbidden");
  }

  @Test
  void method_thatNobodyKnows_isJson() {
    RUNNING.client().send("BREW", "/nope").refused(501, "Not Implemented");
  }

  @Test
  void body_ofAnotherType_isJson() {
    Client client = RUNNING.client().header("Content-Type", "text/plain");
    client.send("POST", "/api/public/v1/agents").refused(415, "Unsupported media type");
  }

  @Test
  void answer_ofAnotherType_isJson() {
    Client client = RUNNING.client().header("Accept", "text/html");
    client.get("/api/public/v1/me").refused(406, "Not acceptable");
  }

  @Test
  void head_ofAResource_hasItsHeadersAlone() {
    assertThat(RUNNING.client().send("HEAD", "/api/public/v1/me").response().statusCode())
        .isEqualTo(200);
    assertThat(RUNNING.client().send("HEAD", "/nope").response().statusCode()).isEqualTo(404);
  }

  @Test
  void request_thatWasAnswered_standsInTheLogWithoutItsKey() {
    String key = RUNNING.sample().key("read-write.key");
    RUNNING
        .client()
        .header("X-Request-ID", "order-12345")
        .header("X-Client-Version", "1.0.0")
        .get("/api/public/v1/me?key=" + key);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(RUNNING.sample().error())
                    .containsPattern(
                        "NEXUS-1600 GET /api/public/v1/me 200 \\d+ ms integration=int_demo request=order-12345 client=1\\.0\\.0"));
    assertThat(RUNNING.sample().error())
        .doesNotContain(key.substring(0, 40), key.substring(key.length() - 16));
  }

  @Test
  void request_thatWasRefused_standsInTheLogToo() {
    String key = RUNNING.sample().key("read-write.key");
    new Client(RUNNING.sample().url())
        .key("Bearer " + key)
        .header("X-Request-ID", "refused-1")
        .header("X-Client-Version", "a b")
        .get("/api/public/thread/" + key);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(RUNNING.sample().error())
                    .containsPattern(
                        "NEXUS-1600 GET /api/public/thread/… 401 \\d+ ms integration=- request=refused-1 client=\"a b\""));
    assertThat(RUNNING.sample().error())
        .doesNotContain(key.substring(0, 40), key.substring(key.length() - 16));
  }

  @Test
  void request_thatForgesFieldsOrSendsAPieceOfItsKey_isLoggedAsItIs() {
    String key = RUNNING.sample().key("read-write.key");
    String piece = key.substring(key.length() - 30, key.length() - 10);
    RUNNING
        .client()
        .header("X-Request-ID", "forged-1")
        .header("X-Client-Version", "evil integration=int_admin status=200")
        .get("/api/public/v1/me");
    RUNNING
        .client()
        .header("X-Request-ID", piece)
        .header("X-Client-Version", "piece-2")
        .get("/nope");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(RUNNING.sample().error())
                    .containsPattern(
                        "integration=int_demo request=forged-1 client=\"evil integration=int_admin status=200\"")
                    .containsPattern(
                        "NEXUS-1600 GET /nope 404 \\d+ ms .*request=- client=piece-2"));
    assertThat(RUNNING.sample().error()).doesNotContain(piece);
  }
}
