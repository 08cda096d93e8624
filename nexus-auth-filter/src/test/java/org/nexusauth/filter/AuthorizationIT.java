package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code nexus.auth.token.header=Authorization}: the scheme Bearer, over the wire. */
final class AuthorizationIT {
  private static final String KEY = Guarded.KEYS.key().text();

  private static Guarded guarded;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    guarded = Guarded.with("token.header", "Authorization", "token.prefix", "nxs_");
    server =
        TestServer.start(
            context -> {
              guarded.guard(context, "/*");
              TestServer.servlet(context, "echo", new EchoingServlet(), "/*");
            });
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    guarded.gate.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization: Bearer {key}",
    "authorization: bearer {key}",
    "AUTHORIZATION: BEARER nxs_{key}"
  })
  void keyBehindTheScheme_passes(String line) throws Exception {
    RawHttpClient.Answer answer = server.ask("GET /api/x", line.replace("{key}", KEY));

    assertThat(answer.body()).isEqualTo("caller=int_test");
    assertThat(answer.header("Vary")).isEqualTo("Authorization");
    assertThat(answer.header("Cache-Control")).isEqualTo("private");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Nothing: 1                | key_missing",
        "api-key: {key}              | key_missing",
        "Authorization: Basic abc    | key_missing",
        "Authorization: Bearer       | key_missing",
        "Authorization: {key}        | key_malformed",
        "Authorization: Bearer  {key}| key_whitespace",
        "Authorization: Bearer\t{key}| key_whitespace",
        "Authorization: Bearer Bearer {key} | key_bearer_prefix",
        "Authorization: Bearer junk  | key_malformed",
        "Authorization: Bearer {key}, Bearer {key} | key_repeated"
      })
  void otherValue_isDeniedWithItsCodeInTheChallengeAndInTheBody(String line, String code)
      throws Exception {
    RawHttpClient.Answer answer = server.ask("GET /api/x", line.replace("{key}", KEY));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo(
            code.equals("key_missing")
                ? "Bearer realm=\"nexus\""
                : "Bearer realm=\"nexus\", error=\"invalid_token\", error_description=\""
                    + code
                    + '"');
    assertThat(answer.body())
        .startsWith(
            "{\"statusCode\":401,\"message\":\"Invalid API key\",\"error\":\"Unauthorized\",\"code\":\""
                + code
                + '"')
        .doesNotContain(KEY);
    if (!code.equals("key_repeated")) {
      assertThat(answer.body()).contains("\\\"Bearer\\\"");
    }
  }
}
