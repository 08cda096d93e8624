package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.testkit.TestKey;

/**
 * What is left of a key's limits, on every way through the dispatchers; each request counts once.
 */
final class LimitHeadersIT {
  private static final List<String> HEADERS =
      List.of(
          "X-RateLimit-Limit",
          "X-RateLimit-Remaining",
          "X-RateLimit-Reset",
          "RateLimit-Policy",
          "RateLimit");

  private final ApiKeyGate gate =
      ApiKeyGate.builder(
              Guarded.settings(
                  "limit.mode",
                  "enforce",
                  "limit.default",
                  "9/day",
                  "paths.permissions",
                  "/api/admin/*=admin",
                  "paths.exclude",
                  "/api/open/*"))
          .build();
  private final TestKey key = Guarded.KEYS.key();
  private TestServer server;

  /** Answers in the way that the query names. */
  private static final class AnsweringServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      switch (how(request)) {
        case "own" -> {
          response.setHeader("X-RateLimit-Remaining", "1000");
          response.addHeader("x-ratelimit-limit", "1000");
          response.setIntHeader("X-RateLimit-Reset", 1000);
          response.addIntHeader("X-RateLimit-Reset", 1000);
          response.setHeader("RateLimit", "\"own\";r=1000");
          response.addHeader("RateLimit-Policy", "\"own\";q=1000");
        }
        case "reset" -> response.reset();
        case "flush" -> response.flushBuffer();
        case "error" -> response.sendError(404);
        case "fails" -> throw new ServletException("on purpose");
        case "forward" -> dispatch(request, "/api/target").forward(request, response);
        case "forward-denied" -> dispatch(request, "/api/admin/x").forward(request, response);
        case "include" -> dispatch(request, "/api/target").include(request, response);
        case "include-denied-first" -> {
          dispatch(request, "/api/admin/x").include(request, response);
          dispatch(request, "/api/target").include(request, response);
          dispatch(request, "/api/admin/y").include(request, response);
          dispatch(request, "/api/target").include(request, response);
        }
        case "async" -> request.startAsync().dispatch("/api/target");
        case "async-thread" -> complete(request.startAsync());
        default -> response.getWriter().print("ran");
      }
    }

    /** The query of what is included or dispatched is still that of the request. */
    private static String how(HttpServletRequest request) {
      DispatcherType dispatch = request.getDispatcherType();
      if (dispatch == DispatcherType.REQUEST) {
        return String.valueOf(request.getQueryString());
      }
      return "plain";
    }

    private static RequestDispatcher dispatch(HttpServletRequest request, String path) {
      return request.getRequestDispatcher(path);
    }

    private static void complete(AsyncContext async) {
      async.start(async::complete);
    }
  }

  @BeforeEach
  void start() throws Exception {
    server =
        TestServer.start(
            context -> {
              for (String name : List.of("one", "two")) {
                Guarded.map(
                    context,
                    name,
                    ApiKeyFilter.of(gate),
                    EnumSet.allOf(DispatcherType.class),
                    "/api/*");
              }
              TestServer.servlet(context, "answers", new AnsweringServlet(), "/api/*");
              ErrorPage page = new ErrorPage();
              page.setErrorCode(500);
              page.setLocation("/api/page");
              context.addErrorPage(page);
            });
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    gate.close();
  }

  private RawHttpClient.Answer ask(String request) throws IOException {
    return server.ask(request, "api-key: " + key.text());
  }

  private static void assertTold(RawHttpClient.Answer answer, int left) {
    assertThat(answer.all("X-RateLimit-Limit")).containsExactly("9");
    assertThat(answer.all("X-RateLimit-Remaining")).containsExactly(Integer.toString(left));
    assertThat(answer.all("X-RateLimit-Reset")).hasSize(1);
    assertThat(answer.all("RateLimit-Policy")).containsExactly("\"day\";q=9;w=86400");
    assertThat(answer.all("RateLimit"))
        .singleElement()
        .asString()
        .startsWith("\"day\";r=" + left + ";t=");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/x, 200",
    "HEAD /api/x, 200",
    "GET /api/x?own, 200",
    "GET /api/x?reset, 200",
    "GET /api/x?flush, 200",
    "GET /api/x?error, 404",
    "GET /api/x?fails, 500",
    "GET /api/x?forward, 200",
    "GET /api/x?forward-denied, 403",
    "GET /api/x?include, 200",
    "GET /api/x?include-denied-first, 200",
    "GET /api/x?async, 200",
    "GET /api/x?async-thread, 200",
    "GET /api/admin/x, 403"
  })
  void request_countsOnceAndItsAnswerTellsWhatIsLeft(String request, int status) throws Exception {
    for (int left = 8; left >= 7; left--) {
      RawHttpClient.Answer answer = ask(request);

      assertThat(answer.status()).isEqualTo(status);
      assertTold(answer, left);
    }
  }

  /** The page needs no key, what it includes does: the first of these is denied. */
  @Test
  void openPage_whoseIncludedPathsAreGuarded_countsOnce() throws Exception {
    for (int left = 8; left >= 7; left--) {
      RawHttpClient.Answer answer = ask("GET /api/open/x?include-denied-first");

      assertThat(answer.body()).isEqualTo("ranran");
      assertTold(answer, left);
    }
  }

  @Test
  void request_overTheLimit_isDeniedWithTheHeadersOfAllAnswers() throws Exception {
    for (int i = 0; i < 9; i++) {
      assertThat(ask("GET /api/x").status()).isEqualTo(200);
    }
    RawHttpClient.Answer answer = ask("GET /api/x");

    assertThat(answer.status()).isEqualTo(429);
    assertTold(answer, 0);
    assertThat(answer.body()).endsWith("\"violated-policies\":[\"day\"]}");
    long wait = Long.parseLong(answer.header("Retry-After"));
    long reset = Long.parseLong(answer.header("X-RateLimit-Reset"));
    assertThat(wait).isBetween(1L, 86_400L);
    assertThat(reset - System.currentTimeMillis() / 1000).isBetween(wait - 2, wait);
    assertThat(ask("GET /api/open/x").status()).isEqualTo(200);
  }

  @Test
  void answer_toNoKeyOrOfAnOpenPath_tellsNothing() throws Exception {
    for (RawHttpClient.Answer answer :
        List.of(
            server.ask("GET /api/x"),
            server.ask("GET /api/x", "api-key: " + Guarded.KEYS.key().forged().text()),
            ask("GET /api/open/x"))) {
      HEADERS.forEach(header -> assertThat(answer.all(header)).isEmpty());
    }
    assertThat(ask("GET /api/open/x?own").all("X-RateLimit-Remaining")).containsExactly("1000");
  }
}
