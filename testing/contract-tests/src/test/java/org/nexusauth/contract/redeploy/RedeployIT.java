package org.nexusauth.contract.redeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nexusauth.contract.server.ContractKeys.KEYS;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.contract.http.RawHttp;
import org.nexusauth.contract.http.Socket;
import org.nexusauth.contract.server.KeysOverHttps;
import org.nexusauth.contract.server.RedeployedApplications;
import org.nexusauth.contract.server.Redeployer;

/** T03: of an application with both filters nothing stays in the server once it is undeployed. */
final class RedeployIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void application_undeployed_leavesNothing() throws IOException {
    redeploy(1);
  }

  @Test
  @Tag("deep")
  void application_redeployedFiftyTimes_leavesNothing() throws IOException {
    redeploy(50);
  }

  private void redeploy(int rounds) throws IOException {
    try (KeysOverHttps https = KeysOverHttps.start(folder);
        Redeployer server = Redeployer.start(https)) {
      for (int round = 1; round <= rounds; round++) {
        assertThat(server.deploy()).isEqualTo("deployed 2");
        use(server, RedeployedApplications.ASKED);
        use(server, RedeployedApplications.FOLLOWED);
        // Else the test would look for what never was.
        assertThat(server.look())
            .contains("2 class loaders")
            .contains(
                "nexus-auth-keys",
                "nexus-auth-limits",
                "nexus-auth-status",
                "nexus-auth-revocations",
                "nexus-auth-validity");
        assertThat(server.undeploy()).isEqualTo("undeployed 2");
        await("round " + round)
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(server.look()).isEqualTo("nothing"));
      }
      assertThat(https.reads()).isGreaterThan(rounds);
    }
  }

  private static void use(Redeployer server, String context) throws IOException {
    String good = KEYS.key().text();
    try (RawHttp http = server.connect()) {
      // 503 until the followed store has been read.
      await().atMost(PATIENCE).until(() -> get(http, context, good) == 200);
      assertThat(get(http, context, KEYS.key().expired().text())).isEqualTo(401);
      assertThat(get(http, context, KEYS.key().header("kid", "unknown").text())).isEqualTo(401);
      assertThat(get(http, context, KEYS.key().forged().text())).isEqualTo(401);
      assertThat(get(http, context, "malformed")).isEqualTo(401);
      assertThat(get(http, context, KEYS.key().claim("plan", "twenty").text())).isEqualTo(200);
      assertThat(get(http, context, good)).isEqualTo(200);
    }
    Socket socket = Socket.open(server.port(), context + "/ws/one", good);
    await().untilAsserted(() -> assertThat(socket.texts()).hasSize(1));
  }

  private static int get(RawHttp http, String context, String key) throws IOException {
    return http.exchange(
            "GET %s/api/x HTTP/1.1\r\nHost: localhost\r\napi-key: %s\r\n\r\n"
                .formatted(context, key))
        .status();
  }
}
