package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** FORWARD, INCLUDE and ERROR, from open and from guarded pages, the filter mapped to them all. */
final class DispatchIT {
  private static final String GOOD = Guarded.goodKey();
  private static final String READER = "api-key: " + Guarded.KEYS.key().permissions("read").text();
  private static final String BAD = "api-key: " + Guarded.KEYS.key().forged().text();

  private static final EchoingServlet RESOURCE = new EchoingServlet();
  private static Guarded guarded;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    guarded = Guarded.with("paths.exclude", "/api/open", "paths.permissions", "/api/admin=write");
    server =
        TestServer.start(
            context -> {
              guarded.guard(context, "/api/*", "/errors/*");
              TestServer.servlet(context, "echo", RESOURCE, "/api/*", "/errors/*");
              TestServer.servlet(context, "page", new Dispatcher(), "/page", "/api/page");
              error(context, 418, null);
              error(context, 0, "jakarta.servlet.ServletException");
            });
  }

  private static void error(org.apache.catalina.Context context, int code, String exception) {
    ErrorPage page = new ErrorPage();
    page.setErrorCode(code);
    page.setExceptionType(exception);
    page.setLocation("/errors/page");
    context.addErrorPage(page);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    guarded.gate.close();
  }

  @BeforeEach
  void forget() {
    guarded.events.clear();
    RESOURCE.runs.set(0);
  }

  static Stream<Arguments> dispatch_ofEachType_isDecidedByItsRule() {
    return Stream.of(
        row("open page forwards", "/page?forward=/api/x", GOOD, 200, "caller=int_test", "granted"),
        row("open page forwards, no key", "/page?forward=/api/x", "", 401, null, "key_missing"),
        row("open page forwards, bad key", "/page?forward=/api/x", BAD, 401, null, "key_invalid"),
        row("open page forwards to excluded", "/page?forward=/api/open", BAD, 200, "caller=none"),
        row(
            "open page forwards to more than the key may",
            "/page?forward=/api/admin",
            READER,
            403,
            null,
            "permission_missing"),
        row(
            "guarded forwards",
            "/api/page?forward=/api/x",
            GOOD,
            200,
            "caller=int_test",
            "granted"),
        row("guarded forwards, no key", "/api/page?forward=/api/x", "", 401, null, "key_missing"),
        row(
            "guarded forwards to what the key may",
            "/api/page?forward=/api/admin",
            GOOD,
            200,
            "caller=int_test",
            "granted"),
        row(
            "guarded forwards to more than the key may",
            "/api/page?forward=/api/admin",
            READER,
            403,
            null,
            "granted",
            "permission_missing"),
        row(
            "guarded forwards to excluded",
            "/api/page?forward=/api/open",
            GOOD,
            200,
            "caller=int_test",
            "granted"),
        row(
            "open page includes",
            "/page?include=/api/x",
            GOOD,
            200,
            "[caller=int_test]",
            "granted"),
        row("open page includes, no key", "/page?include=/api/x", "", 200, "[]", "key_missing"),
        row("open page includes, bad key", "/page?include=/api/x", BAD, 200, "[]", "key_invalid"),
        row("open page includes excluded", "/page?include=/api/open", BAD, 200, "[caller=none]"),
        row(
            "open page includes thrice, bad key: one refusal",
            "/page?include=/api/x&include=/api/y&include=/api/z",
            BAD,
            200,
            "[][][]",
            "key_invalid"),
        row(
            "open page includes thrice: one grant",
            "/page?include=/api/x&include=/api/y&include=/api/z",
            GOOD,
            200,
            "[caller=int_test][caller=int_test][caller=int_test]",
            "granted"),
        row(
            "open page includes more than the key may, then what it may",
            "/page?include=/api/admin&include=/api/x",
            READER,
            200,
            "[][caller=int_test]",
            "permission_missing",
            "granted"),
        row(
            "guarded includes more than the key may",
            "/api/page?include=/api/x&include=/api/admin",
            READER,
            200,
            "[caller=int_test][]",
            "granted",
            "permission_missing"),
        row(
            "include and then forward, bad key",
            "/page?include=/api/x&forward=/api/x",
            BAD,
            401,
            null,
            "key_invalid"),
        row(
            "error page of a guarded one",
            "/api/page?error",
            GOOD,
            418,
            "caller=int_test",
            "granted"),
        row("error page of an open one", "/page?error", "", 418, "caller=none"),
        row("error page of an open one, bad key", "/page?error", BAD, 418, "caller=none"),
        row(
            "exception of a guarded page",
            "/api/page?fail",
            GOOD,
            500,
            "caller=int_test",
            "granted"),
        row("exception of an open page", "/page?fail", BAD, 500, "caller=none"),
        row(
            "refused page whose error page is mapped",
            "/api/page?fail",
            BAD,
            401,
            null,
            "key_invalid"));
  }

  private static Arguments row(
      String name, String path, String header, int status, String body, String... events) {
    return argumentSet(name, path, header, status, body, List.of(events));
  }

  @ParameterizedTest
  @MethodSource
  void dispatch_ofEachType_isDecidedByItsRule(
      String path, String header, int status, String body, List<String> events) throws IOException {
    String[] headers = header.isEmpty() ? new String[0] : new String[] {header};
    try (RawHttpClient http = server.connect()) {
      RawHttpClient.Answer answer = http.exchange(TestServer.request("GET " + path, headers));

      assertThat(answer.status()).isEqualTo(status);
      if (body == null) {
        assertThat(answer.body()).startsWith("{\"statusCode\":" + status).endsWith("}");
        assertThat(answer.header("Content-Length")).isEqualTo("" + answer.body().length());
        assertThat(RESOURCE.runs).hasValue(0);
      } else {
        assertThat(answer.body()).isEqualTo(body);
      }
      assertThat(guarded.decisions()).isEqualTo(events);
      if (status == 500) {
        return; // Tomcat closes the connection.
      }
      assertThat(http.exchange(TestServer.request("GET /api/x", GOOD)).status()).isEqualTo(200);
    }
  }

  @Test
  void refusedForward_afterHalfAPageByWriter_dropsItAndKeepsHeadersOfOthers() throws IOException {
    RawHttpClient.Answer answer = server.ask("GET /page?writer=/api/x");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).contains("key_missing");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }

  @Test
  void refusedForward_afterHalfAPageByStream_dropsIt() throws IOException {
    RawHttpClient.Answer answer = server.ask("GET /page?stream=/api/x");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).startsWith("{\"statusCode\":401");
  }

  @Test
  void forward_afterTheAnswerWasSent_neverRunsItsTarget() throws IOException {
    RawHttpClient.Answer answer = server.ask("GET /page?flushed=/api/x");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("sent, not forwarded");
    assertThat(RESOURCE.runs).hasValue(0);
  }

  @Test
  void requestId_ofAnIncludeAndAForward_isTheSameInAllEvents() throws IOException {
    RawHttpClient.Answer answer =
        server.ask("GET /api/page?include=/api/admin&forward=/api/admin", READER);

    assertThat(guarded.events).hasSize(3);
    assertThat(guarded.events)
        .allSatisfy(
            event -> assertThat(event.requestId()).isEqualTo(answer.header("X-Request-ID")));
    assertThat(guarded.events.get(1).path()).isEqualTo("/api/admin");
  }

  @ParameterizedTest
  @CsvSource({
    "forward=named,        401,",
    "forward=named,        200, caller=int_test",
    "include=named,        200, []",
    "include=named,        200, [caller=int_test]",
    "forward=other,        200, caller=none"
  })
  void namedDispatch_toAServletThatTheFilterIsMappedTo_isDecided(
      String how, int status, String body) throws Exception {
    boolean withKey = body != null && body.contains("int_test");
    try (TestServer named =
        TestServer.start(
            context -> {
              guarded.guard(context, "/unused");
              context.findFilterMaps()[0].addServletName("named");
              TestServer.servlet(context, "named", RESOURCE);
              TestServer.servlet(context, "other", RESOURCE);
              TestServer.servlet(context, "page", new Dispatcher(), "/*");
            })) {
      RawHttpClient.Answer answer = named.ask("GET /page?" + how, withKey ? GOOD : "X: y");

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.body()).contains(body == null ? "key_missing" : body);
      assertThat(RESOURCE.runs).hasValue(answer.body().contains("caller=") ? 1 : 0);
    }
  }
}
