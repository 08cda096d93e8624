package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.verify.VerifiedApiKey;

/** What a resource sees of its caller, and what listeners and answers say of a request. */
final class IdentityIT {
  private static Guarded guarded;
  private static TestServer server;

  /** Prints all that is known of the caller. */
  private static final class Who extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      VerifiedApiKey key = ApiKeyFilter.verifiedKey(request).orElse(null);
      response
          .getWriter()
          .print(
              List.of(
                  "" + request.getUserPrincipal(),
                  "" + request.getRemoteUser(),
                  "" + request.getAuthType(),
                  request.isUserInRole("read"),
                  request.isUserInRole("READ"),
                  request.isUserInRole("rea"),
                  request.isUserInRole("*"),
                  request.isUserInRole(null),
                  key != null && key == request.getAttribute(ApiKeyFilter.KEY_ATTRIBUTE),
                  key == null ? "" : key.agentId().orElse("no agent"),
                  key != null && request.authenticate(response),
                  login(request)));
    }

    private static String login(HttpServletRequest request) {
      try {
        request.login("root", "root");
        return "logged in";
      } catch (ServletException e) {
        return "" + e.getMessage();
      }
    }
  }

  @BeforeAll
  static void start() throws Exception {
    guarded = Guarded.with("paths.exclude", "/open");
    server =
        TestServer.start(
            context -> {
              guarded.guard(context, "/*");
              TestServer.servlet(context, "who", new Who(), "/*");
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
  }

  @Test
  void resource_behindTheFilter_seesTheIntegrationAndItsPermissions() throws IOException {
    String key = Guarded.KEYS.key().id("key-1").permissions("read").text();

    assertThat(server.ask("GET /x", "api-key: " + key).body())
        .isEqualTo(
            "[VerifiedApiKey[keyId=key-1, integrationId=int_test, organizationId=org_test],"
                + " int_test, API_KEY, true, false, false, false, false, true, agt_test, true,"
                + " the caller is already known by its API key]");
  }

  @Test
  void resource_onAnExcludedPath_seesNobody() throws IOException {
    assertThat(server.ask("GET /open", Guarded.goodKey()).body())
        .startsWith("[null, null, null, false, false, false, false, false, false, , false, ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "/open", "/refused"})
  void requestId_thatWasSent_isEchoedAndTold(String path) throws IOException {
    String key = path.equals("/refused") ? "api-key: junk" : Guarded.goodKey();
    String id = "a".repeat(120) + " !~\"<>";

    RawHttpClient.Answer answer =
        server.ask("GET " + path, key, "X-Request-ID: " + id, "X-Client-Version: 1.0.0");

    assertThat(answer.all("X-Request-ID")).containsExactly(id);
    assertThat(guarded.events)
        .hasSize(path.equals("/open") ? 0 : 1)
        .allSatisfy(
            event -> {
              assertThat(event.requestId()).isEqualTo(id);
              assertThat(event.clientVersion()).isEqualTo("1.0.0");
              assertThat(event.remoteAddress()).isEqualTo("127.0.0.1");
              assertThat(event.method()).isEqualTo("GET");
              assertThat(event.path()).isEqualTo(path);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Request-ID:", "X-Request-ID: caf\u00e9", "X-Request-ID: a\tb", "X: y"})
  void requestId_thatIsUnfitOrMissing_isMade(String header) throws IOException {
    RawHttpClient.Answer answer =
        server.ask("GET /x", Guarded.goodKey(), header, "X-Client-Version: " + "v".repeat(129));

    assertThat(answer.header("X-Request-ID")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(guarded.events.get(0).requestId()).isEqualTo(answer.header("X-Request-ID"));
    assertThat(guarded.events.get(0).clientVersion()).isNull();
  }

  @Test
  void requestIds_sentTwice_areOneInTheAnswer() throws IOException {
    RawHttpClient.Answer answer =
        server.ask("GET /x", Guarded.goodKey(), "X-Request-ID: a", "X-Request-ID: b");

    assertThat(answer.all("X-Request-ID")).containsExactly("a");
  }

  @Test
  void callers_onOneConnection_areNeverThePreviousOnes() throws IOException {
    try (RawHttpClient http = server.connect()) {
      for (int i = 0; i < 20; i++) {
        String key = Guarded.KEYS.key().integration("int_" + i).text();
        assertThat(http.exchange(TestServer.request("GET /x", "api-key: " + key)).body())
            .contains("integrationId=int_" + i + ",");
        assertThat(http.exchange(TestServer.request("GET /open")).body()).startsWith("[null");
        assertThat(http.exchange(TestServer.request("GET /x")).status()).isEqualTo(401);
      }
    }
  }
}
