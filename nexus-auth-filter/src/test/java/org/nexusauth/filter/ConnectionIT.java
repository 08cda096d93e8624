package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused request harms neither its connection nor what others put into its answer. */
final class ConnectionIT {
  private static final String GOOD = TestServer.request("GET /api/x", Guarded.goodKey());

  private static Guarded guarded;
  private static TestServer server;

  /** As a CORS or an encoding filter in front: sets headers, and may write already. */
  private static final class InFront extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, jakarta.servlet.ServletException {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.addHeader("Set-Cookie", "a=b");
      response.addHeader("Set-Cookie", "c=d");
      switch (String.valueOf(request.getQueryString())) {
        case "encoding" -> response.setCharacterEncoding("UTF-8");
        case "type" -> response.setContentType("text/html;charset=UTF-16");
        case "written" -> response.getWriter().print("<html>half");
        case "length" -> {
          response.setContentLength(3);
          response.setHeader("ETag", "\"1\"");
        }
        default -> {}
      }
      chain.doFilter(request, response);
    }
  }

  /** Echoes a TRACE request as servlets do, and reads no body. */
  private static final class Plain extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("caller=" + EchoingServlet.caller(request));
    }
  }

  @BeforeAll
  static void start() throws Exception {
    guarded = Guarded.with("paths.exclude", "/open");
    server =
        TestServer.start(
            context -> {
              Guarded.map(
                  context, "front", new InFront(), EnumSet.of(DispatcherType.REQUEST), "/front");
              guarded.guard(context, "/*");
              TestServer.servlet(context, "plain", new Plain(), "/*");
            });
    server.connector().setAllowTrace(true);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    guarded.gate.close();
  }

  @Test
  void uploadOfAMegabyte_refused_leavesTheConnectionUsable() throws IOException {
    String body = "x".repeat(1 << 20);
    try (RawHttpClient http = server.connect()) {
      http.send(TestServer.request("POST /api/x", "Content-Length: " + body.length()) + body);

      assertThat(http.read(false).status()).isEqualTo(401);
      assertThat(http.exchange(GOOD).status()).isEqualTo(200);
    }
  }

  @Test
  void chunkedUpload_refused_leavesTheConnectionUsable() throws IOException {
    try (RawHttpClient http = server.connect()) {
      String chunks = "5\r\nhello\r\n".repeat(1000) + "0\r\n\r\n";
      http.send(TestServer.request("POST /api/x", "Transfer-Encoding: chunked") + chunks);

      assertThat(http.read(false).status()).isEqualTo(401);
      assertThat(http.exchange(GOOD).status()).isEqualTo(200);
    }
  }

  @Test
  void clientThatExpectsContinue_isRefusedBeforeItSends() throws IOException {
    try (RawHttpClient http = server.connect()) {
      RawHttpClient.Answer answer =
          http.exchange(
              TestServer.request("POST /api/x", "Content-Length: 10", "Expect: 100-continue"));

      assertThat(answer.status()).isEqualTo(401);
    }
  }

  @Test
  void requestsInARow_sentAtOnce_areAnsweredOneByOne() throws IOException {
    try (RawHttpClient http = server.connect()) {
      String bad = TestServer.request("GET /api/x", "api-key: junk");
      http.send(GOOD + bad + GOOD + TestServer.request("GET /api/x"));

      assertThat(http.read(false).status()).isEqualTo(200);
      assertThat(http.read(false).body()).contains("key_malformed");
      assertThat(http.read(false).status()).isEqualTo(200);
      assertThat(http.read(false).body()).contains("key_missing");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "encoding", "type", "written", "length"})
  void refusal_behindAFilterThatBegan_isWholeAndKeepsItsHeaders(String how) throws IOException {
    try (RawHttpClient http = server.connect()) {
      RawHttpClient.Answer answer = http.exchange(TestServer.request("GET /front?" + how));

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body())
          .startsWith("{\"statusCode\":401,")
          .endsWith("\"hint\":\"Send the key in the api-key header.\"}");
      assertThat(answer.header("Content-Type"))
          .isEqualTo("application/json" + (how.equals("encoding") ? ";charset=UTF-8" : ""));
      assertThat(answer.header("Content-Length")).isEqualTo("" + answer.body().length());
      assertThat(answer.all("Set-Cookie")).containsExactly("a=b", "c=d");
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(answer.all("X-Request-ID")).hasSize(1);
      assertThat(http.exchange(GOOD).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "/open"})
  void trace_withAKey_doesNotEchoIt(String path) throws IOException {
    String key = Guarded.KEYS.key().text();

    RawHttpClient.Answer answer = server.ask("TRACE " + path, "Api-KEY: " + key, "X-Other: shown");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).containsIgnoringCase("x-other: shown").doesNotContain(key);
  }

  @Test
  void trace_withoutAKey_isRefused() throws IOException {
    assertThat(server.ask("TRACE /x").status()).isEqualTo(401);
  }
}
