package org.nexusauth.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.contract.http.RawHttp;
import org.nexusauth.contract.http.RawResponse;

/** Every server starts from its artifacts and serves a WAR with a servlet and a JAX-RS resource. */
@ExtendWith(ServersExtension.class)
final class ServersIT {

  private final Servers servers;

  ServersIT(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @EnumSource
  void server_withHelloWar_answersTwiceOnOneConnection(ServerKind kind) throws IOException {
    try (RawHttp http = servers.at(kind).connect()) {
      RawResponse servlet = http.exchange(get("/hello/hello"));
      RawResponse resource = http.exchange(get("/hello/rest/hello"));

      assertThat(servlet.status()).isEqualTo(200);
      assertThat(servlet.text()).contains(kind.serverInfo());
      assertThat(resource.status()).isEqualTo(200);
      assertThat(resource.text()).isEqualTo(System.getProperty("java.version"));
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }
}
