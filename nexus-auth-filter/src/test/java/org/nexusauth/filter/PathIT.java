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

/** Excluded paths and permissions by path, asked by raw request lines. */
final class PathIT {
  private static final String READER = key("read");
  private static final String WRITER = key("read", "write");
  private static final String NOBODY = key();

  private static final EchoingServlet RESOURCE = new EchoingServlet();
  private static Guarded guarded;
  private static TestServer server;

  private static String key(String... permissions) {
    return "api-key: " + Guarded.KEYS.key().permissions(permissions).text();
  }

  @BeforeAll
  static void start() throws Exception {
    guarded =
        Guarded.with(
            "paths.exclude",
            "/public/*,/health,/api/x/docs",
            "paths.permissions",
            "GET /api/x=read,POST /api/x=write,/admin/*=write,/admin/*=admin");
    server =
        TestServer.start(
            context -> {
              guarded.guard(context, "/*");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/public",
        "/public/",
        "/public/a",
        "/public/a/b.html",
        "/public?x=/api",
        "/health",
        "/api/x/docs",
        "/public/a%20b",
        "/public/.hidden",
        "/public/caf%C3%A9"
      })
  void excludedPath_needsNoKeyAndDoesNotReadOne(String path) throws IOException {
    String bad = "api-key: Bearer junk";

    assertThat(server.ask("GET " + path).body()).isEqualTo("caller=none");
    assertThat(server.ask("GET " + path, bad).status()).isEqualTo(200);
    assertThat(server.ask("GET " + path, bad).header("X-Request-ID")).isNotEmpty();
    assertThat(guarded.events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/publicity",
        "/Public/a",
        "/PUBLIC/a",
        "/health/",
        "/health/a",
        "/healthy",
        "/api/x/docs/a",
        "/public/..;/api/x",
        "/public/../api/x",
        "/public/./..//api",
        "//api/x",
        "/public//../api/x",
        "/public/%2e%2e/api",
        "/public/.%2e/api",
        "/public/%252e%252e/api",
        "/public%2f..%2fapi",
        "/public/..%5capi",
        "/public\\..\\api",
        "/public/%5c..%5capi",
        "/api;x=1/y",
        "/public;/../api",
        "/.;/api",
        "/x?y=/public",
        "/x?/public/",
        "http://evil/api/public",
        "/api/x#/public",
        "/%70ublic/../api",
        "/public/%00",
        "/public/a%0d%0a",
        "/public/..",
        "/public/...",
        "/api/%2e%2e;/public",
        "/public/%c0%ae%c0%ae/api",
        "/",
        "*",
        "/api/..;/public/a",
        "/admin/..;/..;/public",
        "/api/%2e%2e/public/a",
        "/public/a;b=c",
        "/public/%2Fa",
        "/public/a%25",
        "/public/./a",
        "/public//a"
      })
  void otherPath_howeverOdd_isRefusedByUsOrTheContainer(String path) throws IOException {
    RawHttpClient.Answer answer = server.ask("GET " + path);

    assertThat(answer.status()).isIn(400, 401, 404);
    assertThat(RESOURCE.runs).hasValue(0);
  }

  static Stream<Arguments> path_ofEachForm_isMatchedByItsRule() {
    return Stream.of(
        row("GET /api/x", READER, 200),
        row("HEAD /api/x", READER, 200),
        row("GET /api/x", NOBODY, 403),
        row("HEAD /api/x", NOBODY, 403),
        row("GET /api/x/", NOBODY, 403),
        row("GET /api/x/", READER, 200),
        row("get /api/x", NOBODY, 403),
        row("POST /api/x", READER, 403),
        row("POST /api/x", WRITER, 200),
        row("PUT /api/x", NOBODY, 200),
        row("GET /api/y", NOBODY, 200),
        row("GET /api/x/y", NOBODY, 200),
        row("GET /api/x?write=1", NOBODY, 403),
        row("GET /admin", WRITER, 403),
        row("GET /admin/a", key("admin"), 403),
        row("GET /admin/a", key("admin", "write"), 200),
        row("BOGUS /admin/a", WRITER, 403),
        row("GET /other/../admin/a", WRITER, 403),
        row("GET /admin;x=1/a", WRITER, 403),
        row("GET /%61dmin/a", WRITER, 403),
        row("GET //admin/a", WRITER, 403),
        row("GET /admin/a/..;/..;/x", WRITER, 403),
        row("GET /x/./y", WRITER, 403),
        row("GET /x;y", WRITER, 403),
        row("GET /x;y", key("read", "write", "admin"), 200),
        row("GET /x%25", WRITER, 403),
        row("GET /x%25", key("read", "write", "admin"), 200));
  }

  private static Arguments row(String request, String key, int status) {
    return argumentSet(request + " → " + status, request, key, status);
  }

  @ParameterizedTest
  @MethodSource
  void path_ofEachForm_isMatchedByItsRule(String request, String key, int status)
      throws IOException {
    RawHttpClient.Answer answer = server.ask(request, key);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(RESOURCE.runs).hasValue(status == 200 ? 1 : 0);
    assertThat(guarded.decisions())
        .containsExactly(status == 200 ? "granted" : "permission_missing");
    assertThat(answer.header("WWW-Authenticate")).isEmpty();
  }

  @Test
  void refusalOfAPath_namesThePermission() throws IOException {
    assertThat(server.ask("POST /api/x", READER).body())
        .isEqualTo(
            "{\"statusCode\":403,\"message\":\"Insufficient permissions\",\"error\":\"Forbidden\","
                + "\"code\":\"permission_missing\","
                + "\"hint\":\"The key needs the permission \\\"write\\\".\"}");
  }

  @Test
  void badKey_onAPathWithARule_isA401() throws IOException {
    assertThat(server.ask("POST /api/x").status()).isEqualTo(401);
    assertThat(guarded.decisions()).containsExactly("key_missing");
  }
}
