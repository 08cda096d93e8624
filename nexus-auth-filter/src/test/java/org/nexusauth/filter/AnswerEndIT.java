package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.event.AnswerEvent;
import org.nexusauth.event.AnswerListener;
import org.nexusauth.testkit.TestKey;

/** Each request with a genuine key has one event, on every way through the dispatchers. */
final class AnswerEndIT {
  private static final int CYCLES = 30;
  private static final TestKey KEY = Guarded.KEYS.key();

  private final List<AnswerEvent> events = new CopyOnWriteArrayList<>();
  private final List<AnswerEvent> eventsOfOther = new CopyOnWriteArrayList<>();
  private final ApiKeyGate gate = gate(events::add);
  private final ApiKeyGate other = gate(eventsOfOther::add);
  private TestServer server;

  private static ApiKeyGate gate(AnswerListener listener) {
    return ApiKeyGate.builder(
            Guarded.settings(
                "paths.permissions", "/api/admin/*=admin", "paths.exclude", "/api/open/*"))
        .answerListener(listener)
        .build();
  }

  /** Ends a connection of its own protocol at once. */
  public static final class ClosingHandler implements HttpUpgradeHandler {
    @Override
    public void init(WebConnection connection) {
      try {
        connection.close();
      } catch (Exception e) { // The connection is the test's own, and ends either way.
        throw new AssertionError(e);
      }
    }

    @Override
    public void destroy() {}
  }

  /** Answers in the way that the query names. */
  private static final class EndingServlet extends HttpServlet {
    private final AtomicInteger cycles = new AtomicInteger();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      switch (how(request)) {
        case "redirect" -> response.sendRedirect("/api/elsewhere");
        case "error" -> response.sendError(409);
        case "fails" -> throw new ServletException("on purpose");
        case "late-failure" -> {
          response.flushBuffer();
          throw new IllegalStateException("on purpose");
        }
        case "forward" -> dispatch(request, "/api/target").forward(request, response);
        case "forward-denied" -> dispatch(request, "/api/admin/x").forward(request, response);
        case "include" -> dispatch(request, "/api/target").include(request, response);
        case "include-denied" -> dispatch(request, "/api/admin/x").include(request, response);
        case "async-error" -> {
          AsyncContext async = request.startAsync();
          response.setStatus(410);
          async.start(async::complete);
        }
        case "async-dispatch" -> request.startAsync().dispatch("/api/target");
        case "async-denied" -> request.startAsync().dispatch("/api/x?forward-denied");
        case "async-own" -> unwrap(request).startAsync().dispatch("/api/target");
        case "async-timeout" -> request.startAsync().setTimeout(1);
        case "async-cycles" -> repeat(request);
        case "upgrade" -> request.upgrade(ClosingHandler.class);
        default -> response.getWriter().print("ran");
      }
    }

    private static String how(HttpServletRequest request) {
      DispatcherType dispatch = request.getDispatcherType();
      if (dispatch == DispatcherType.FORWARD || dispatch == DispatcherType.INCLUDE) {
        return "plain";
      }
      if (dispatch == DispatcherType.ASYNC && request.getRequestURI().equals("/api/target")) {
        return "plain";
      }
      return String.valueOf(request.getQueryString());
    }

    private void repeat(HttpServletRequest request) {
      if (cycles.incrementAndGet() < CYCLES) {
        request.startAsync().dispatch("/api/x?async-cycles");
      } else {
        request.startAsync().dispatch("/api/target");
      }
    }

    /** As libraries do that have the server's own request. */
    private static ServletRequest unwrap(ServletRequest request) {
      ServletRequest inner = request;
      while (inner instanceof ServletRequestWrapper wrapper) {
        inner = wrapper.getRequest();
      }
      return inner;
    }

    private static RequestDispatcher dispatch(HttpServletRequest request, String path) {
      return request.getRequestDispatcher(path);
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(this::deploy);
  }

  private void deploy(Context context) {
    EnumSet<DispatcherType> all = EnumSet.allOf(DispatcherType.class);
    Guarded.map(context, "one", ApiKeyFilter.of(gate), all, "/api/*", "/both/*");
    Guarded.map(context, "again", ApiKeyFilter.of(gate), all, "/api/*");
    Guarded.map(context, "other", ApiKeyFilter.of(other), all, "/both/*");
    TestServer.servlet(context, "ending", new EndingServlet(), "/api/*", "/both/*");
    ErrorPage page = new ErrorPage();
    page.setErrorCode(500);
    page.setLocation("/api/page");
    context.addErrorPage(page);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    gate.close();
    other.close();
  }

  private static String header(TestKey key) {
    return "api-key: " + key.text();
  }

  /** The next request comes after the end of the first: what came twice would be there then. */
  private void assertOneEvent(String outcome) throws IOException {
    await().until(() -> !events.isEmpty());
    int before = events.size();
    server.ask("GET /api/last", header(KEY));
    await().until(() -> events.size() > before);
    assertThat(events).extracting(event -> event.outcome().code()).containsExactly(outcome, "2xx");
  }

  @ParameterizedTest
  @CsvSource({
    "plain, 2xx",
    "redirect, 3xx",
    "error, 4xx",
    "fails, 5xx",
    "forward, 2xx",
    "forward-denied, permission_missing",
    "include, 2xx",
    "include-denied, 2xx",
    "async-error, 4xx",
    "async-dispatch, 2xx",
    "async-denied, permission_missing",
    "async-own, 2xx",
    "async-timeout, 5xx",
    "async-cycles, 2xx"
  })
  void request_ends_withOneEvent(String how, String outcome) throws IOException {
    server.ask("GET /api/x?" + how, header(KEY));

    assertOneEvent(outcome);
    assertThat(events.get(0).route()).isEqualTo("/api/*");
    assertThat(events.get(0).key().keyId()).isEqualTo(KEY.keyId());
  }

  @Test
  void exception_afterTheAnswerBegan_isAnErrorOfTheServer() throws IOException {
    try (RawHttpClient http = server.connect()) {
      http.send(TestServer.request("GET /api/x?late-failure", header(KEY)));

      assertOneEvent("5xx");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "async-dispatch"})
  void filtersOfTwoGates_haveEachTheirEvent(String how) throws IOException {
    server.ask("GET /both/x?" + how, header(KEY));

    await().until(() -> !events.isEmpty() && !eventsOfOther.isEmpty());
    assertThat(events).hasSize(1);
    assertThat(eventsOfOther).hasSize(1);
  }

  @Test
  void upgrade_isASuccess() throws IOException {
    try (RawHttpClient http = server.connect()) {
      http.send(
          TestServer.request(
              "GET /api/x?upgrade", "Connection: Upgrade", "Upgrade: test", header(KEY)));

      assertOneEvent("2xx");
    }
  }

  @Test
  void page_withoutAKey_tellsOfTheIncludedPath() throws IOException {
    server.ask("GET /api/open/x?include", header(KEY));

    assertOneEvent("2xx");
  }

  /** Tomcat takes the same object for each request of a connection. */
  @Test
  void requestsOfOneConnection_areNotConfused() throws IOException {
    TestKey second = Guarded.KEYS.key();
    try (RawHttpClient http = server.connect()) {
      for (int i = 0; i < 3; i++) {
        http.exchange(TestServer.request("GET /api/x?async-dispatch", header(KEY)));
        http.exchange(TestServer.request("GET /api/open/x", header(KEY)));
        http.exchange(TestServer.request("GET /api/x", header(KEY.forged())));
        http.exchange(TestServer.request("GET /api/admin/x", header(second)));
      }
    }
    await().until(() -> events.size() == 6);
    for (int i = 0; i < 6; i += 2) {
      assertThat(events.get(i).key().keyId()).isEqualTo(KEY.keyId());
      assertThat(events.get(i).outcome().code()).isEqualTo("2xx");
      assertThat(events.get(i + 1).key().keyId()).isEqualTo(second.keyId());
      assertThat(events.get(i + 1).outcome().code()).isEqualTo("permission_missing");
    }
  }
}
