package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CORS preflight requests, which browsers send without a key. */
final class PreflightIT {
  @ParameterizedTest
  @CsvSource({
    "refuse, OPTIONS, true,  true,  401",
    "pass,   OPTIONS, true,  true,  200",
    "pass,   OPTIONS, false, true,  401",
    "pass,   OPTIONS, true,  false, 401",
    "pass,   OPTIONS, false, false, 401",
    "pass,   GET,     true,  true,  401",
    "pass,   POST,    true,  true,  401",
    "pass,   options, true,  true,  401",
  })
  void preflight_passesOnlyWithTheSettingAndAllItsMarks(
      String setting, String method, boolean origin, boolean asks, int status) throws Exception {
    Guarded guarded = Guarded.with("cors.preflight", setting);
    EchoingServlet behind = new EchoingServlet();
    try (TestServer server =
        TestServer.start(
            context -> {
              guarded.guard(context, "/*");
              TestServer.servlet(context, "echo", behind, "/*");
            })) {
      assertThat(ask(server, method, origin, asks).status()).isEqualTo(status);
      assertThat(behind.runs).hasValue(status == 200 ? 1 : 0);
      assertThat(guarded.decisions()).hasSize(status == 200 ? 0 : 1);
    } finally {
      guarded.gate.close();
    }
  }

  private static RawHttpClient.Answer ask(
      TestServer server, String method, boolean origin, boolean asks) throws IOException {
    return server.ask(
        method + " /api/x",
        origin ? "Origin: https://app.example.com" : "X-No-Origin: 1",
        asks ? "Access-Control-Request-Method: POST" : "X-No-Method: 1");
  }
}
