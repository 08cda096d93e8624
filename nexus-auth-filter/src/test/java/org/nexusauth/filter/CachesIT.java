package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** H21: the headers for caches, beside other filters and on every way through the dispatchers. */
final class CachesIT {
  private final Guarded guarded =
      Guarded.with("paths.exclude", "/api/open", "paths.permissions", "/api/admin=admin");
  private TestServer server;

  @AfterEach
  void stop() throws Exception {
    server.close();
    guarded.gate.close();
  }

  private void start(Consumer<Context> first) throws Exception {
    server =
        TestServer.start(
            context -> {
              first.accept(context);
              guarded.guard(context, "/api/*", "/errors/*");
              TestServer.servlet(context, "echo", new EchoingServlet(), "/api/*", "/errors/*");
              TestServer.servlet(context, "page", new Dispatcher(), "/page", "/api/page");
            });
  }

  private static void before(Context context, Consumer<HttpServletResponse> change) {
    Filter filter =
        (request, response, chain) -> {
          change.accept((HttpServletResponse) response);
          chain.doFilter(request, response);
        };
    Guarded.map(context, "before", filter, EnumSet.of(DispatcherType.REQUEST), "/*");
  }

  @ParameterizedTest
  @CsvSource({"/api/x, 200, public", "/api/admin, 403, no-store"})
  void whatAFilterBeforeOursSet_isMergedAndKept(String path, int status, String cacheControl)
      throws Exception {
    start(
        context ->
            before(
                context,
                response -> {
                  response.addHeader("Vary", "Origin");
                  response.addHeader("Vary", "Accept");
                  response.setHeader("Cache-Control", "public");
                }));

    RawHttpClient.Answer answer = server.ask("GET " + path, Guarded.goodKey());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Vary")).isEqualTo("Origin, Accept, api-key");
    assertThat(answer.header("Cache-Control")).isEqualTo(cacheControl);
  }

  static Stream<Arguments> ways() {
    return Stream.of(
        Arguments.of("/page?forward=/api/x", Guarded.goodKey(), "api-key", "private"),
        Arguments.of("/page?forward=/api/x", "X: y", "api-key", "no-store"),
        Arguments.of("/api/page?forward=/api/open", Guarded.goodKey(), "api-key", "private"),
        Arguments.of("/api/page?include=/api/x", Guarded.goodKey(), "api-key", "private"),
        Arguments.of("/page?include=/api/x", Guarded.goodKey(), "api-key", "private"),
        Arguments.of("/page?include=/api/x", "X: y", "api-key", "private"),
        Arguments.of("/api/page?error", Guarded.goodKey(), "api-key", "private"),
        Arguments.of("/api/page?error", "X: y", "api-key", "no-store"),
        Arguments.of("/page?include=/api/open", Guarded.goodKey(), "", ""),
        Arguments.of("/page?error", Guarded.goodKey(), "", ""),
        Arguments.of("/api/open", Guarded.goodKey(), "", ""));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void answerThatAKeyHadAPartIn_saysSo(String path, String header, String vary, String cache)
      throws Exception {
    start(context -> {});

    RawHttpClient.Answer answer = server.ask("GET " + path, header);

    assertThat(answer.header("Vary")).isEqualTo(vary);
    assertThat(answer.header("Cache-Control")).isEqualTo(cache);
  }

  @Test
  void resetOfAGuardedPage_keepsTheRequestsId() throws Exception {
    start(context -> {});

    RawHttpClient.Answer answer =
        server.ask("GET /api/page?writer=/api/admin", Guarded.goodKey(), "X-Request-ID: r-1");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.all("X-Request-ID")).containsExactly("r-1");
    assertThat(answer.all("Vary")).containsExactly("api-key");
    assertThat(answer.all("Cache-Control")).containsExactly("no-store");
  }
}
