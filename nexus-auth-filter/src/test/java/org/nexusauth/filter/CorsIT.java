package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.filters.CorsFilter;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;

/** Tomcat's CORS filter before ours, as the documentation has it, and behind ours. */
final class CorsIT {
  private static final String ORIGIN = "https://app.example.com";
  private static final String FROM_PAGE = "Origin: " + ORIGIN;
  private static final String METHOD = "Access-Control-Request-Method: GET";
  private static final String HEADERS = "Access-Control-Request-Headers: api-key";

  private static void addCors(Context context) {
    FilterDef definition = new FilterDef();
    definition.setFilterName("cors");
    definition.setFilterClass(CorsFilter.class.getName());
    definition.setAsyncSupported("true");
    definition.addInitParameter("cors.allowed.origins", ORIGIN);
    definition.addInitParameter("cors.allowed.headers", "api-key");
    definition.addInitParameter("cors.exposed.headers", "X-Request-ID,WWW-Authenticate");
    context.addFilterDef(definition);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName("cors");
    mapping.addURLPattern("/*");
    context.addFilterMap(mapping);
  }

  private static void guard(Context context, Guarded guarded) {
    Guarded.map(context, "api-key", guarded.filter(), EnumSet.of(DispatcherType.REQUEST), "/api/*");
    TestServer.servlet(context, "echo", new EchoingServlet(), "/*");
  }

  @Test
  void corsFilterBeforeOurs_answersPreflightAndLetsPagesReadDenials() throws Exception {
    Guarded guarded = Guarded.with();
    try (TestServer server =
        TestServer.start(
            context -> {
              addCors(context);
              guard(context, guarded);
            })) {
      RawHttpClient.Answer preflight = server.ask("OPTIONS /api/x", FROM_PAGE, METHOD, HEADERS);
      RawHttpClient.Answer denied = server.ask("GET /api/x", FROM_PAGE);
      RawHttpClient.Answer granted = server.ask("GET /api/x", FROM_PAGE, Guarded.goodKey());

      assertThat(preflight.status()).isEqualTo(200);
      assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("api-key");
      assertThat(denied.status()).isEqualTo(401);
      assertThat(denied.body()).contains("\"code\":\"key_missing\"");
      assertThat(granted.body()).isEqualTo("caller=int_test");
      for (RawHttpClient.Answer answer : new RawHttpClient.Answer[] {denied, granted}) {
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("X-Request-ID");
        assertThat(answer.all("Vary")).singleElement().asString().contains("Origin", "api-key");
      }
    } finally {
      guarded.gate.close();
    }
  }

  @Test
  void corsFilterBehindOurs_needsTheSettingAndIsMissingOnDenials() throws Exception {
    Guarded guarded = Guarded.with("cors.preflight", "pass");
    try (TestServer server =
        TestServer.start(
            context -> {
              guard(context, guarded);
              addCors(context);
            })) {
      RawHttpClient.Answer preflight = server.ask("OPTIONS /api/x", FROM_PAGE, METHOD, HEADERS);
      RawHttpClient.Answer denied = server.ask("GET /api/x", FROM_PAGE);

      assertThat(preflight.status()).isEqualTo(200);
      assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
      assertThat(denied.status()).isEqualTo(401);
      assertThat(denied.header("Access-Control-Allow-Origin")).isEmpty();
    } finally {
      guarded.gate.close();
    }
  }
}
