package org.nexusauth.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nexusauth.contract.server.ContractKeys.KEYS;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.contract.http.RawHttp;
import org.nexusauth.contract.http.RawResponse;
import org.nexusauth.contract.row.SentKeys;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.Server;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;

/**
 * H21: Debian's Varnish and nginx before a guarded application; no caller gets another's answer.
 */
@ExtendWith(ServersExtension.class)
final class SharedCacheIT {

  private static final AtomicInteger IDS = new AtomicInteger();
  private static final String KEY = SentKeys.sent(KEYS.key().text());
  private static final String OTHER = SentKeys.sent(KEYS.key().integration("int_other").text());
  private static final String EXPIRED = SentKeys.sent(KEYS.key().expired().text());

  private final Server server;

  SharedCacheIT(Servers servers) {
    this.server = servers.at(ServerKind.TOMCAT_10);
  }

  private CachingGateway start(CachingGateway.Kind kind) {
    assumeTrue(kind.isInstalled(), kind + " is not installed: apt-get install varnish nginx");
    return CachingGateway.start(kind, server.port());
  }

  @ParameterizedTest
  @EnumSource
  void answerToAKey_isForThatKeyAloneWhateverTheMethodAndTheStatus(CachingGateway.Kind kind)
      throws Exception {
    try (CachingGateway gateway = start(kind)) {
      for (Deployment deployment : Deployment.GUARDED) {
        for (String how : new String[] {"plain", "vary", "error", "gone", "moved", "public"}) {
          String path = deployment.contextPath() + "/api/answer?" + how + "&";
          int status = ask(gateway, "GET", path, KEY).status();

          assertThat(status).isEqualTo(ask(gateway, "GET", path, KEY).status()).isNotEqualTo(401);
          assertThat(ask(gateway, "GET", path, null).status()).isEqualTo(401);
          assertThat(ask(gateway, "GET", path, "").status()).isEqualTo(401);
          assertThat(ask(gateway, "GET", path, EXPIRED).status()).isEqualTo(401);
          assertThat(ask(gateway, "HEAD", path, null).status()).isEqualTo(401);
          assertThat(ask(gateway, "POST", path, null).status()).isEqualTo(401);
          assertThat(ask(gateway, "GET", path, OTHER).text()).doesNotContain("int_test");
          assertThat(ask(gateway, "GET", path, KEY).status()).isEqualTo(status);
        }
      }
    }
  }

  /** A key that is revoked meanwhile would be denied: its next request is judged again. */
  @ParameterizedTest
  @EnumSource
  void answerToAKey_isNotStoredForTheSameKeyEither(CachingGateway.Kind kind) throws Exception {
    try (CachingGateway gateway = start(kind)) {
      for (Deployment deployment : Deployment.GUARDED) {
        String path = deployment.contextPath() + "/api/answer?plain&again";
        for (int times = 1; times <= 3; times++) {
          String id = "cache-" + IDS.incrementAndGet() + "-";
          RawResponse answer = ask(gateway, "GET", path, KEY, "X-Request-ID: " + id);

          assertThat(answer.text()).isEqualTo("int_test");
          assertThat(record(deployment, id)).contains("ran /api/answer", "event granted");
        }
      }
    }
  }

  /** The trial sees what a cache stores: without headers of ours, an open answer is stored. */
  @ParameterizedTest
  @EnumSource
  void openAnswer_isStored(CachingGateway.Kind kind) throws Exception {
    try (CachingGateway gateway = start(kind)) {
      String path = Deployment.FILTER.contextPath() + "/public/answer?plain&stored";
      ask(gateway, "GET", path, KEY);
      String id = "cache-" + IDS.incrementAndGet() + "-";

      assertThat(ask(gateway, "GET", path, null, "X-Request-ID: " + id).text()).isEqualTo("nobody");
      assertThat(record(Deployment.FILTER, id)).isEmpty();
    }
  }

  private String record(Deployment deployment, String id) throws IOException {
    try (RawHttp http = server.connect()) {
      return http.exchange(
              "GET "
                  + deployment.contextPath()
                  + "/record?"
                  + id
                  + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
          .text();
    }
  }

  private static RawResponse ask(
      CachingGateway gateway, String method, String path, String key, String... headers)
      throws IOException {
    StringBuilder request =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    if (key != null) {
      request.append("api-key: ").append(key).append("\r\n");
    }
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    if (method.equals("POST")) {
      request.append("Content-Length: 0\r\n");
    }
    try (RawHttp http = gateway.connect()) {
      return http.exchange(request.append("Connection: close\r\n\r\n").toString());
    }
  }
}
