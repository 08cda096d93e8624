package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.testkit.TestKeys;

/** A CORS filter of JAX-RS, as the documentation has it. */
final class CorsTest {
  private static final TestKeys KEYS = TestKeys.create();
  private static final String ORIGIN = "https://app.example.com";

  /** Before {@code Priorities.AUTHENTICATION}. */
  @PreMatching
  @Priority(500)
  public static final class Cors implements ContainerRequestFilter, ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (request.getMethod().equals("OPTIONS")) {
        request.abortWith(Response.noContent().build());
      }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      response.getHeaders().putSingle("Access-Control-Allow-Origin", ORIGIN);
      response.getHeaders().putSingle("Vary", "Origin");
    }
  }

  @Path("secured")
  @ApiKeySecured
  public static class Secured {
    @GET
    public String get() {
      return "secured";
    }
  }

  @jakarta.ws.rs.ApplicationPath("api")
  public static final class App extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Cors.class, Secured.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"annotated", "all"})
  void corsFilter_answersPreflightAndIsOnDenials(String protect) throws Exception {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.put("nexus.auth.jaxrs.protect", protect);
    try (JerseyServer server = new JerseyServer(App.class, settings)) {
      HttpResponse<String> preflight = server.send("OPTIONS", "/api/secured");
      HttpResponse<String> denied = server.send("GET", "/api/secured");
      HttpResponse<String> granted =
          server.send("GET", "/api/secured", "api-key", KEYS.key().text());

      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(denied.statusCode()).isEqualTo(401);
      assertThat(denied.body()).contains("\"code\":\"key_missing\"");
      assertThat(granted.body()).isEqualTo("secured");
      for (HttpResponse<String> response : java.util.List.of(denied, granted)) {
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
        assertThat(response.headers().allValues("Vary")).containsExactly("Origin, api-key");
      }
    }
  }
}
