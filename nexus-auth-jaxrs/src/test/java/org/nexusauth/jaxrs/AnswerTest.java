package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.Test;
import org.nexusauth.testkit.TestKeys;

/** What reaches the client, whatever the application and the container do around it. */
final class AnswerTest {
  private static final TestKeys KEYS = TestKeys.create();
  private static final String DENIED =
      "{\"statusCode\":401,\"message\":\"Invalid API key\",\"error\":\"Unauthorized\"";

  @Test
  void denial_besideWritersOfTheApplication_isOurs() throws Exception {
    try (JerseyServer server = new JerseyServer(Variants.WilfulApp.class, KEYS.settings())) {
      HttpResponse<String> response = server.send("GET", "/api/secured", "Accept", "text/html");

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).startsWith(DENIED);
      assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }
  }

  @Test
  void requestId_resourceFails_isEchoedAllTheSame() throws Exception {
    try (JerseyServer server = new JerseyServer(Variants.WilfulApp.class, KEYS.settings())) {
      HttpResponse<String> response =
          server.send(
              "GET", "/api/failing", "api-key", KEYS.key().text(), "X-Request-ID", "failed-1");

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.headers().allValues("X-Request-ID")).containsExactly("failed-1");
    }
  }

  /** A page that calls for others: with the request's own path as the target. */
  private static final class Around extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      RequestDispatcher target = request.getRequestDispatcher(request.getPathInfo());
      if (request.getServletPath().equals("/include")) {
        response.getWriter().print("before ");
        target.include(request, response);
        response.getWriter().print(" after");
      } else {
        target.forward(request, response);
      }
    }
  }

  private static JerseyServer around(Map<String, String> more) throws Exception {
    Map<String, String> all = new HashMap<>(KEYS.settings());
    all.putAll(more);
    return new JerseyServer(Resources.App.class, all, AnswerTest::addPages);
  }

  private static void addPages(Context context) {
    Wrapper around = Tomcat.addServlet(context, "around", new Around());
    around.addMapping("/include/*");
    around.addMapping("/forward/*");
    ErrorPage page = new ErrorPage();
    page.setErrorCode(404);
    page.setLocation("/api/open");
    context.addErrorPage(page);
  }

  @Test
  void forward_toAGuardedResource_isJudged() throws Exception {
    try (JerseyServer server = around(Map.of())) {
      HttpResponse<String> denied = server.send("GET", "/forward/api/secured");
      assertThat(denied.statusCode()).isEqualTo(401);
      assertThat(denied.body()).startsWith(DENIED);
      String key = KEYS.key().text();
      assertThat(server.send("GET", "/forward/api/secured", "api-key", key).body())
          .isEqualTo("int_test API_KEY");
    }
  }

  @Test
  void include_ofAGuardedResource_isLeftOutWhenDenied() throws Exception {
    try (JerseyServer server = around(Map.of())) {
      HttpResponse<String> denied = server.send("GET", "/include/api/secured");
      assertThat(denied.statusCode()).isEqualTo(200);
      assertThat(denied.body()).isEqualTo("before  after");
    }
  }

  @Test
  void include_ofAGuardedPath_isJudgedByItsOwnPath() throws Exception {
    Map<String, String> rules = Map.of("nexus.auth.paths.permissions", "/api/open=audit");
    try (JerseyServer server = around(rules)) {
      String key = KEYS.key().text();
      assertThat(server.send("GET", "/include/api/open", "api-key", key).body())
          .isEqualTo("before  after");
    }
  }

  @Test
  void errorPage_protectAll_runsWithoutADecision() throws Exception {
    try (JerseyServer server = around(Map.of("nexus.auth.jaxrs.protect", "all"))) {
      HttpResponse<String> page = server.send("GET", "/nothing", "X-Request-ID", "error-page");
      assertThat(page.body()).isEqualTo("anonymous");
      assertThat(Injected.Events.count("error-page")).isZero();
    }
  }
}
