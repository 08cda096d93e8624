package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key's header as it comes over the wire. */
final class HeaderIT {
  private static final String KEY = Guarded.KEYS.key().text();
  private static final String OTHER = Guarded.KEYS.key().text();

  private static final EchoingServlet RESOURCE = new EchoingServlet();
  private static Guarded guarded;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    guarded = Guarded.with();
    server =
        TestServer.start(
            context -> {
              guarded.guard(context, "/api/*");
              TestServer.servlet(context, "echo", RESOURCE, "/*");
            });
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

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("key_missing"),
        refused("key_missing", "api-key:"),
        refused("key_missing", "api-key:  \t "),
        refused("key_missing", "api_key: " + KEY),
        refused("key_missing", "x-api-key: " + KEY),
        refused("key_missing", "apikey: " + KEY),
        refused("key_missing", "Authorization: " + KEY),
        refused("key_missing", "Authorization: Bearer " + KEY),
        refused("key_missing", "Cookie: api-key=" + KEY),
        refused("key_repeated", "api-key: ,"),
        refused("key_repeated", "api-key: , ,"),
        refused("key_repeated", "api-key: " + KEY, "api-key: " + KEY),
        refused("key_repeated", "api-key: " + KEY, "Api-Key: " + OTHER),
        refused("key_repeated", "api-key: " + KEY, "api-key: junk"),
        refused("key_repeated", "api-key: junk", "api-key: " + KEY),
        refused("key_repeated", "api-key: " + KEY, "api-key:"),
        refused("key_repeated", "api-key:", "api-key: " + KEY),
        refused("key_repeated", "api-key: " + KEY + "," + OTHER),
        refused("key_repeated", "api-key: " + KEY + ", " + OTHER),
        refused("key_repeated", "api-key: " + KEY + ","),
        refused("key_bearer_prefix", "api-key: Bearer " + KEY),
        refused("key_bearer_prefix", "api-key: bearer " + KEY),
        refused("key_bearer_prefix", "api-key: BEARER\t" + KEY),
        refused("key_whitespace", "api-key: Token " + KEY),
        refused("key_whitespace", "api-key: Basic " + KEY),
        refused("key_whitespace", "api-key: ApiKey " + KEY),
        refused("key_whitespace", "api-key: " + KEY.replaceFirst("\\.", ". ")),
        refused("key_whitespace", "api-key: " + KEY.replaceFirst("\\.", "\t.")),
        refused("key_malformed", "api-key: \"" + KEY + '"'),
        refused("key_malformed", "api-key: '" + KEY + "'"),
        refused("key_malformed", "api-key: <" + KEY + '>'),
        refused("key_malformed", "api-key: " + KEY + ';'),
        refused("key_malformed", "api-key: " + KEY + '.'),
        refused("key_malformed", "api-key: " + KEY + "%20"),
        refused("key_malformed", "api-key: " + KEY + "="),
        refused("key_malformed", "api-key: \u00a0" + KEY),
        refused("key_malformed", "api-key: \u00ef\u00bb\u00bf" + KEY),
        refused("key_malformed", "api-key: " + KEY + "\u00e2\u0080\u00a8"),
        refused("key_invalid", "api-key: nxs_" + KEY),
        refused("key_too_long", "api-key: " + "a".repeat(4097)),
        refused("key_too_long", "api-key: " + "a".repeat(16_384)),
        refused("key_malformed", "api-key: " + "a".repeat(4096)),
        refused("key_invalid", "api-key: " + Guarded.KEYS.key().wrongSignature().text()),
        refused("key_expired", "api-key: " + Guarded.KEYS.key().expired().text()));
  }

  private static Arguments refused(String code, String... headers) {
    String shown = String.join(" ", headers).replace(KEY, "<key>").replace(OTHER, "<other>");
    return argumentSet(
        shown.length() > 60 ? shown.substring(0, 60) + '…' : shown + " → " + code, code, headers);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void request_withBadHeader_isAnsweredByTheContractAndTheConnectionGoesOn(
      String code, String[] headers) throws IOException {
    try (RawHttpClient http = server.connect()) {
      RawHttpClient.Answer answer = http.exchange(TestServer.request("GET /api/x", headers));

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body())
          .startsWith(
              "{\"statusCode\":401,\"message\":\"Invalid API key\",\"error\":\"Unauthorized\",\"code\":\""
                  + code
                  + '"')
          .doesNotContain(KEY, OTHER);
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("Content-Length")).isEqualTo("" + answer.body().length());
      assertThat(answer.header("WWW-Authenticate"))
          .isEqualTo(
              "ApiKey realm=\"nexus\", header=\"api-key\""
                  + (code.equals("key_missing") ? "" : ", error=\"" + code + '"'));
      assertThat(answer.header("X-Request-ID")).isNotEmpty();
      assertThat(guarded.decisions()).containsExactly(code);
      assertThat(RESOURCE.runs).hasValue(0);
      assertThat(http.exchange(TestServer.request("GET /api/x", Guarded.goodKey())).status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-key:%s",
        "api-key: \t%s",
        "api-key: %s \t ",
        "api-key:\t\t%s",
        "api-key: %s\t"
      })
  void blanks_aroundTheValue_areStrippedByHttp(String line) throws IOException {
    assertThat(server.ask("GET /api/x", line.formatted(KEY)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-key: %s\r\n continued",
        "api-key: %s\u0000",
        "api-key: a\rb%s",
        "api-key : %s",
        " api-key: %s",
        "api-key: %s\u0001"
      })
  void header_thatIsNoHttp_neverReachesTheResource(String line) throws IOException {
    RawHttpClient.Answer answer = server.ask("GET /api/x", line.formatted(KEY));

    assertThat(answer.status()).isIn(400, 401);
    assertThat(RESOURCE.runs).hasValue(0);
  }

  @Test
  void bareLineFeed_inTheValue_startsAnotherHeaderAndNoAnswerEchoesIt() throws IOException {
    RawHttpClient.Answer answer = server.ask("GET /api/x", "api-key: junk\nX-Injected: yes");

    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.header("X-Injected")).isEmpty();
    assertThat(RESOURCE.runs).hasValue(0);
  }

  @Test
  void key_besidesAnotherInQueryAndAuthorization_aloneDecides() throws IOException {
    String forged = Guarded.KEYS.key().forged().text();

    assertThat(
            server
                .ask("GET /api/x?api-key=" + forged, "Authorization: " + forged, "api-key: " + KEY)
                .status())
        .isEqualTo(200);
    assertThat(
            server
                .ask("GET /api/x?api-key=" + KEY, "Authorization: " + KEY, "api-key: " + forged)
                .status())
        .isEqualTo(401);
    assertThat(guarded.decisions()).containsExactly("granted", "key_invalid");
  }

  @Test
  void key_inQueryFormOrTrailer_isNotRead() throws IOException {
    String form = "api-key=" + KEY;
    String posted =
        TestServer.request(
                "POST /api/x?api-key=" + KEY,
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + form.length())
            + form;
    String trailing =
        TestServer.request("POST /api/x", "Transfer-Encoding: chunked", "Trailer: api-key")
            + "1\r\nx\r\n0\r\napi-key: "
            + KEY
            + "\r\n\r\n";

    try (RawHttpClient http = server.connect()) {
      assertThat(http.exchange(posted).status()).isEqualTo(401);
      assertThat(http.exchange(trailing).status()).isEqualTo(401);
      assertThat(http.exchange(TestServer.request("GET /api/x", Guarded.goodKey())).status())
          .isEqualTo(200);
    }
    assertThat(guarded.decisions()).containsExactly("key_missing", "key_missing", "granted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OPTIONS", "HEAD", "PROPFIND", "get", "BOGUS", "DELETE", "PATCH", "PUT", "POST"})
  void method_withoutKey_isRefused(String method) throws IOException {
    RawHttpClient.Answer answer = server.ask(method + " /api/x");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(guarded.decisions()).containsExactly("key_missing");
    assertThat(RESOURCE.runs).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT"})
  void method_ofTheContainer_isRefusedByItOrUs(String method) throws IOException {
    assertThat(server.ask(method + " /api/x").status()).isIn(400, 401, 405, 501);
    assertThat(RESOURCE.runs).hasValue(0);
  }

  @Test
  void refusalToHead_hasTheHeadersOfGetAndNoBody() throws IOException {
    try (RawHttpClient http = server.connect()) {
      RawHttpClient.Answer get = http.exchange(TestServer.request("GET /api/x"));
      RawHttpClient.Answer head = http.exchange(TestServer.request("HEAD /api/x"));
      RawHttpClient.Answer next =
          http.exchange(TestServer.request("GET /api/x", Guarded.goodKey()));

      assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
      assertThat(next.body()).isEqualTo("caller=int_test");
    }
  }

  @Test
  void smuggledRequest_isJudgedByItsOwnHeader() throws IOException {
    try (RawHttpClient http = server.connect()) {
      String second = TestServer.request("GET /api/y");
      RawHttpClient.Answer first =
          http.exchange(
              TestServer.request(
                      "POST /api/x",
                      Guarded.goodKey(),
                      "Content-Length: " + second.length(),
                      "Transfer-Encoding: chunked")
                  + "0\r\n\r\n"
                  + second);
      assertThat(first.status()).isIn(200, 400);
      if (first.status() == 200 && !first.header("Connection").equals("close")) {
        assertThat(http.read(false).status()).isEqualTo(401);
      }
    }
    assertThat(RESOURCE.runs.get()).isLessThanOrEqualTo(1);
  }

  @Test
  void request_withGoodKey_reachesTheResourceWithItsCaller() throws Exception {
    RawHttpClient.Answer answer = server.ask("GET /api/x", Guarded.goodKey());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("caller=int_test");
    assertThat(guarded.decisions()).containsExactly("granted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"API-KEY", "Api-Key", "aPI-kEY"})
  void headerName_inAnyCase_isTheSame(String name) throws IOException {
    assertThat(server.ask("GET /api/x", name + ": " + KEY).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Request-ID", "X-Client-Version"})
  void tracingHeader_withAPieceOfTheKey_isNeitherEchoedNorTaken(String name) throws IOException {
    for (int start = 0; start + 16 <= KEY.length(); start += 5) {
      guarded.events.clear();
      String piece = KEY.substring(start, start + 16);
      RawHttpClient.Answer answer =
          server.ask("GET /api/x", "api-key: " + KEY, name + ": id " + piece + " x");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("X-Request-ID")).matches("[0-9a-f-]{36}");
      assertThat(guarded.events)
          .singleElement()
          .asString()
          .doesNotContain(piece)
          .contains("clientVersion=null");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/x", "/open"})
  void requestId_thatBeginsAsKeysDo_isNotEchoedWithoutAKeyEither(String path) throws IOException {
    RawHttpClient.Answer answer =
        server.ask("GET " + path, "X-Request-ID: " + KEY.substring(0, 128));

    assertThat(answer.header("X-Request-ID")).doesNotContain("eyJ");
  }
}
