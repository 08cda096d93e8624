package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.Subject;
import org.nexusauth.testkit.TestKey;

/** The announced end of a key that is being rotated, on every way through the dispatchers. */
final class SunsetIT {
  private static final String END = "Thu, 01 Jan 2099 00:00:00 GMT";
  private static final String STARTED = "@1796043600";
  private static final String OWN = "Fri, 01 Jan 2100 00:00:00 GMT";

  private final MemoryRevocationStore store = new MemoryRevocationStore(Clock.systemUTC());
  private final ApiKeyGate gate =
      ApiKeyGate.builder(
              Guarded.settings(
                  "paths.permissions", "/api/admin=admin", "paths.exclude", "/api/open"))
          .store(NamedStore.of("memory", store))
          .build();
  private final TestKey key = Guarded.KEYS.key();
  private TestServer server;

  /** Answers in the way that the query names. */
  private static final class AnsweringServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      switch (String.valueOf(request.getQueryString())) {
        case "own" -> response.setHeader("Sunset", OWN);
        case "reset" -> {
          response.setHeader("Sunset", OWN);
          response.reset();
        }
        case "flush" -> response.flushBuffer();
        case "error" -> response.sendError(404);
        default -> {}
      }
    }
  }

  @BeforeEach
  void start() throws Exception {
    server =
        TestServer.start(
            context -> {
              Guarded.map(
                  context,
                  "api-key",
                  ApiKeyFilter.of(gate),
                  EnumSet.allOf(DispatcherType.class),
                  "/api/*");
              TestServer.servlet(context, "answers", new AnsweringServlet(), "/api/*");
            });
    store.revoke(
        new Revocation(
            Subject.of(key.keySubject()),
            Instant.parse("2099-01-01T00:00:00Z"),
            null,
            null,
            RotationNotice.of(Instant.parse("2026-11-30T13:00:00Z")).reason()));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    gate.close();
  }

  private RawHttpClient.Answer ask(String path) throws IOException {
    return server.ask("GET " + path, "api-key: " + key.text());
  }

  @ParameterizedTest
  @CsvSource({
    "/api/x, 200",
    "/api/x?reset, 200",
    "/api/x?flush, 200",
    "/api/x?error, 404",
    "/api/admin, 403"
  })
  void answer_toAKeyInRotation_announcesItsEndOnce(String path, int status) throws Exception {
    RawHttpClient.Answer answer = ask(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.all("Sunset")).containsExactly(END);
    assertThat(answer.all("Deprecation")).containsExactly(STARTED);
  }

  @Test
  void application_mayAnnounceAnotherEnd() throws Exception {
    RawHttpClient.Answer answer = ask("/api/x?own");

    assertThat(answer.all("Sunset")).containsExactly(OWN);
    assertThat(answer.all("Deprecation")).containsExactly(STARTED);
  }

  @Test
  void answer_toAnotherKeyOrOfAnOpenPath_announcesNothing() throws Exception {
    for (RawHttpClient.Answer answer :
        List.of(server.ask("GET /api/x", Guarded.goodKey()), ask("/api/open"))) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.all("Sunset")).isEmpty();
      assertThat(answer.all("Deprecation")).isEmpty();
    }
  }

  @Test
  void cancelledRotation_isAnnouncedNoMore() throws Exception {
    store.withdrawScheduled(Subject.of(key.keySubject()));

    assertThat(ask("/api/x").all("Sunset")).isEmpty();
  }
}
