package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The key's header as it comes over the wire. */
final class HeaderIT {
  private static final Echo RESOURCE = new Echo();
  private static TestServer server;
  private static Guarded guarded;

  @BeforeAll
  static void start() throws Exception {
    guarded = Guarded.with();
    server =
        TestServer.start(
            context -> {
              guarded.guard(context, "/api/*");
              TestServer.servlet(context, "echo", RESOURCE, "/*");
            });
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    guarded.gate.close();
  }

  @Test
  void request_withGoodKey_reachesTheResourceWithItsCaller() throws Exception {
    RawHttp.Answer answer = server.ask("GET /api/x", Guarded.goodKey());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("caller=int_test");
  }

  @Test
  void request_withoutKey_isRefused() throws Exception {
    RawHttp.Answer answer = server.ask("GET /api/x");

    assertThat(answer.status()).isEqualTo(401);
  }
}
