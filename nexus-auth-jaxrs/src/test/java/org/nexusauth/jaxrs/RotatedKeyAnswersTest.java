package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.filter.ApiKeyFilter;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.Subject;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.web.ApplicationGates;

/** The announced end of a key in rotation, by this filter alone and behind the servlet filter. */
final class RotatedKeyAnswersTest {
  private static final TestKeys KEYS = TestKeys.create();
  private static final TestKey KEY = KEYS.key();
  private static final String END = "Thu, 01 Jan 2099 00:00:00 GMT";
  private static final String OWN = "Fri, 01 Jan 2100 00:00:00 GMT";
  private static final String STARTED = "@1796043600";

  private static JerseyServer server;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> parameters = new HashMap<>(KEYS.settings());
    parameters.put("nexus.auth.revocation.store", "memory");
    AtomicReference<ServletContext> application = new AtomicReference<>();
    server =
        new JerseyServer(
            App.class,
            parameters,
            context -> {
              application.set(context.getServletContext());
              addFilter(context);
            },
            Alone.class,
            Behind.class);
    ApplicationGates.revocationWriterOf(application.get())
        .revoke(
            new Revocation(
                Subject.of(KEY.keySubject()),
                Instant.parse("2099-01-01T00:00:00Z"),
                null,
                null,
                RotationNotice.of(Instant.parse("2026-11-30T13:00:00Z")).reason()));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static void addFilter(Context context) {
    FilterDef filter = new FilterDef();
    filter.setFilterName("api-key");
    filter.setFilterClass(ApiKeyFilter.class.getName());
    JerseyServer.addFilter(context, filter, "/api/behind/*");
  }

  /** Guarded by this filter alone. */
  @Path("alone")
  @ApiKeySecured
  public static class Alone {
    @GET
    public String get() {
      return "got";
    }

    @GET
    @Path("own")
    public Response getOwn() {
      return Response.ok().header("Sunset", OWN).build();
    }

    @GET
    @Path("denied")
    @ApiKeySecured(permissions = "admin")
    public String getDenied() {
      return "must not run";
    }
  }

  /** Guarded by both filters. */
  @Path("behind")
  @ApiKeySecured
  public static class Behind extends Alone {}

  /** Without annotations, behind the servlet filter. */
  @Path("behind/plain")
  public static class Plain {
    @GET
    public Response getOwn() {
      return Response.ok().header("Sunset", OWN).build();
    }
  }

  /** The application. */
  public static class App extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Alone.class, Behind.class, Plain.class, ApiKeyFeature.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/api/alone; 200; " + END,
        "/api/alone/own; 200; " + OWN,
        "/api/alone/denied; 403; " + END,
        "/api/behind; 200; " + END,
        "/api/behind/own; 200; " + OWN,
        "/api/behind/denied; 403; " + END,
        "/api/behind/plain; 200; " + OWN,
      })
  void answer_toAKeyInRotation_announcesItsEndOnce(String path, int status, String end)
      throws Exception {
    HttpResponse<String> response = server.send("GET", path, "api-key", KEY.text());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().allValues("Sunset")).containsExactly(end);
    assertThat(response.headers().allValues("Deprecation")).containsExactly(STARTED);
  }

  @ParameterizedTest
  @CsvSource({"/api/alone", "/api/behind"})
  void answer_toAnotherKey_announcesNothing(String path) throws Exception {
    HttpResponse<String> response = server.send("GET", path, "api-key", KEYS.key().text());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().map()).doesNotContainKeys("sunset", "deprecation");
  }
}
