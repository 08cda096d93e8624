package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.logging.Level;
import org.apache.catalina.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A filter that could not start, on a server that would run the application without it. */
final class ClosedFilterIT {
  private static final String CLOSED =
      "{\"statusCode\":503,\"message\":\"Key status unavailable\","
          + "\"error\":\"Service Unavailable\",\"code\":\"status_unavailable\"}";

  private final FilterLog logged = FilterLog.open();
  private final EchoingServlet resource = new EchoingServlet();

  @AfterEach
  void stop() {
    logged.close();
  }

  /** Shows a filter another server than the one it is on. */
  private static final class Elsewhere implements Filter {
    private final ApiKeyFilter filter = new ApiKeyFilter();
    private final String serverInfo;

    Elsewhere(String serverInfo) {
      this.serverInfo = serverInfo;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
      ServletContext shown =
          (ServletContext)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {ServletContext.class},
                  (proxy, method, args) ->
                      method.getName().equals("getServerInfo")
                          ? serverInfo
                          : method.invoke(config.getServletContext(), args));
      filter.init(
          (FilterConfig)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {FilterConfig.class},
                  (proxy, method, args) ->
                      method.getName().equals("getServletContext")
                          ? shown
                          : method.invoke(config, args)));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      filter.doFilter(request, response, chain);
    }
  }

  private TestServer serverWithoutKeysFor(String serverInfo) throws Exception {
    return TestServer.start(
        context -> {
          guard(context, new Elsewhere(serverInfo));
          TestServer.servlet(context, "echo", resource, "/*");
        });
  }

  private static void guard(Context context, Filter filter) {
    Guarded.map(context, "api-key", filter, EnumSet.allOf(DispatcherType.class), "/api/*");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "Payara Micro #badassmicrofish, closed",
        "GlassFish Server Open Source Edition 7.0.25, closed",
        "Some Server 1.0, closed",
        "null, closed",
        "Apache Tomcat/11.0.27, stopped",
        "Apache Tomcat (TomEE)/10.1.0, stopped",
        "jetty/12.1.14, stopped",
        "Undertow - 2.3.18.Final, closed"
      })
  void wrongConfiguration_onAServer_stopsTheStartOrClosesTheFilter(
      String serverInfo, String outcome) throws Exception {
    try (TestServer server = serverWithoutKeysFor(serverInfo)) {
      assertThat(server.isUp()).isEqualTo(outcome.equals("closed"));
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).status())
          .isEqualTo(outcome.equals("closed") ? 503 : 404);
      assertThat(resource.runs).hasValue(0);
      assertThat(logged.messages("NEXUS-1010")).hasSize(1);
      assertThat(logged.messages("NEXUS-1101")).hasSize(outcome.equals("closed") ? 1 : 0);
    }
  }

  @Test
  void closedFilter_refusesEveryRequestAndSaysSo() throws Exception {
    try (TestServer server = serverWithoutKeysFor("Payara Micro")) {
      RawHttpClient.Answer answer =
          server.ask("GET /api/x", Guarded.goodKey(), "X-Request-ID: mine");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo(CLOSED);
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("Vary")).isEqualTo("api-key");
      assertThat(answer.header("Retry-After")).isEqualTo("60");
      assertThat(answer.header("X-Request-ID")).isEqualTo("mine");
      assertThat(server.ask("OPTIONS /api/x").status()).isEqualTo(503);
      assertThat(server.ask("GET /open").status()).isEqualTo(200);
      assertThat(logged.messages("NEXUS-1101"))
          .containsExactly(
              "NEXUS-1101 filter \"api-key\" answers every request with 503: it could not start");
      assertThat(logged.levels("NEXUS-1101")).containsExactly(Level.SEVERE);
    }
  }

  @Test
  void filter_beforeItsStartAndAfterItsEnd_refuses() throws Exception {
    ApiKeyFilter filter = new ApiKeyFilter();
    Filter neverStarted = (request, response, chain) -> filter.doFilter(request, response, chain);
    try (TestServer server =
        TestServer.start(
            context -> {
              guard(context, neverStarted);
              TestServer.servlet(context, "echo", resource, "/*");
            })) {
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).body()).isEqualTo(CLOSED);
      filter.destroy();
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).body()).isEqualTo(CLOSED);
      assertThat(resource.runs).hasValue(0);
    }
  }

  @Test
  void requestThatIsNotHttp_isRefusedWithAWord() {
    ServletRequest notHttp =
        (ServletRequest)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletRequest.class},
                (proxy, method, args) -> null);
    FilterChain mustNotRun =
        (request, response) -> {
          throw new AssertionError("the resource ran");
        };

    assertThatThrownBy(() -> new ApiKeyFilter().doFilter(notHttp, null, mustNotRun))
        .isInstanceOf(ServletException.class)
        .hasMessageStartingWith("NEXUS-1103 ");
  }
}
