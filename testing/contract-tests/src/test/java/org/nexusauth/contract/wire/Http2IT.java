package org.nexusauth.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.contract.wire.Shape.KEY;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;
import org.nexusauth.contract.wire.Http2Shapes.Http2Shape;

/** HTTP/2 in clear text: good requests by a well-kept client, others by frames of our own. */
@ExtendWith(ServersExtension.class)
final class Http2IT {

  private final Servers servers;

  Http2IT(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @EnumSource
  void streams_ofOneConnection_areJudgedEachByItsOwnKey(ServerKind kind) {
    for (Deployment deployment : Deployment.GUARDED) {
      URI uri =
          URI.create(
              "http://127.0.0.1:" + servers.at(kind).port() + deployment.contextPath() + "/api/x");
      byTurns(uri, "");
      byTurns(uri, KEY);
    }
  }

  /** The first request changes the protocol, refused or not; those behind it share a connection. */
  private static void byTurns(URI uri, String firstKey) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpResponse<String> first = send(client, uri, firstKey).join();
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 20).mapToObj(i -> send(client, uri, i % 2 == 0 ? KEY : "")).toList();

    assertThat(first.statusCode()).isEqualTo(firstKey.isEmpty() ? 401 : 200);
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> answer = answers.get(i).join();
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(i % 2 == 0 ? 200 : 401);
    }
  }

  private static CompletableFuture<HttpResponse<String>> send(
      HttpClient client, URI uri, String key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    HttpRequest sent = (key.isEmpty() ? request : request.header("api-key", key)).build();
    return client.sendAsync(sent, BodyHandlers.ofString());
  }

  @ParameterizedTest
  @EnumSource
  void shape_overHttp2_runsNothingGuardedWithoutAKey(ServerKind kind) throws IOException {
    List<Http2Trial> trials = new ArrayList<>();
    for (Deployment deployment : Deployment.GUARDED) {
      for (Http2Shape shape : Http2Shapes.all()) {
        if (kind != ServerKind.PAYARA_MICRO || !shape.name().equals(Http2Shapes.TRAILER)) {
          trials.add(Http2Trial.run(servers.at(kind), deployment, shape));
        }
      }
    }

    assertThat(trials.stream().filter(trial -> !trial.faults().isEmpty())).isEmpty();
    assertThat(trials.stream().map(Http2Trial::label)).contains("filter", "runs");
  }
}
