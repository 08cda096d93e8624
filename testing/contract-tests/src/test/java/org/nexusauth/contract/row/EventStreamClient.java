package org.nexusauth.contract.row;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.contract.server.Server;

/** A client of a stream of server-sent events that keeps its lines. */
final class EventStreamClient implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final HttpResponse<Stream<String>> response;
  private final CompletableFuture<Void> reading;

  private EventStreamClient(HttpResponse<Stream<String>> response) {
    this.response = response;
    this.reading = CompletableFuture.runAsync(() -> response.body().forEach(lines::add));
  }

  /** Sends a request, with a key or without, and returns when the answer begins. */
  static EventStreamClient open(Server server, String path, @Nullable String key)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    if (key != null) {
      request.header("api-key", key);
    }
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      return new EventStreamClient(
          client.send(request.build(), HttpResponse.BodyHandlers.ofLines()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  int status() {
    return response.statusCode();
  }

  List<String> lines() {
    return lines;
  }

  boolean hasEnded() {
    return reading.isDone();
  }

  @Override
  public void close() {
    response.body().close();
  }
}
