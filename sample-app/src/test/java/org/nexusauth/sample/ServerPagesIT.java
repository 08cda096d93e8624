package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Reply;
import org.nexusauth.sample.running.Running;

/** What the sample serves without a key, and how it answers clients that offer HTTP/2. */
class ServerPagesIT {

  @RegisterExtension static final Running RUNNING = new Running();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics", "/metrics/", "/metrics/base", "/metrics;x", "//metrics", "/%6detrics",
        "/openapi", "/openapi/x", "/openapi;x", "/management", "/rest", "/asadmin"
      })
  void page_ofTheServer_isNotThere(String path) {
    for (Client client : List.of(new Client(RUNNING.sample().url()), RUNNING.client())) {
      client.get(path).refused(404, "Not found");
    }
  }

  @Test
  void health_isForEveryClientAndNamesNoStore() {
    Client probe = new Client(RUNNING.sample().url());
    for (String path : List.of("/health", "/health/ready")) {
      assertThat(probe.get(path).object().getString("status")).isEqualTo("UP");
      assertThat(probe.get(path).object().toString())
          .contains(
              "{\"name\":\"api-key-status\",\"status\":\"UP\",\"data\":{}}",
              "\"name\":\"nexus-auth\"",
              "\"usage\":\"UP\"")
          .doesNotContain("jdbc");
    }
    assertThat(probe.get("/health/live").object().getString("status")).isEqualTo("UP");
    probe.send("POST", "/health", "{}").refused(405, "Method not allowed");
  }

  @Test
  void root_saysWhatThereIs_toACommandLineAndToABrowser() {
    Client client = new Client(RUNNING.sample().url());
    assertThat(client.get("/").object().getString("example"))
        .isEqualTo("curl -i " + RUNNING.sample().url() + "/api/public/v1/me -H \"api-key: $KEY\"");
    Reply page = client.header("Accept", "text/html,*/*;q=0.8").get("/");
    assertThat(page.response().statusCode()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.response().body()).contains("<h1>Nexus sample API</h1>", "/api/public/v1/me");
  }

  /** Java's client offers an upgrade unless it is asked not to. */
  @Test
  void client_thatOffersHttp2_isAnsweredInHttp11() throws Exception {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    String text = "{\"message\":\"" + "x".repeat(3000) + "\"}";
    for (HttpRequest.BodyPublisher body :
        List.of(
            HttpRequest.BodyPublishers.ofString(text),
            HttpRequest.BodyPublishers.noBody(),
            HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(RUNNING.sample().url() + "/api/public/thread"))
              .header("api-key", RUNNING.sample().key("read-write.key"))
              .header("Content-Type", "application/json")
              .POST(body)
              .build();
      HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
      assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  void denial_standsInTheAccessLogWithItsCode() {
    new Client(RUNNING.sample().url())
        .header("X-Request-ID", "denied-by-filter")
        .send("POST", "/api/public/thread", "{}")
        .refused(401, "Invalid API key");
    RUNNING
        .client("read-only.key")
        .header("X-Request-ID", "denied-by-annotation")
        .send("POST", "/api/public/v1/agents", "{}")
        .refused(403, "Insufficient permissions");
    assertThat(RUNNING.sample().error())
        .containsPattern("request=denied-by-filter .*code=key_missing")
        .containsPattern("request=denied-by-annotation .*code=permission_missing");
  }

  @Test
  void files_ofTheDataFolder_areForTheirOwnerAlone() throws IOException {
    Path folder = RUNNING.sample().data("revocations.mv.db").getParent();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }
}
