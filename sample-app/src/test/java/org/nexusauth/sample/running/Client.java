package org.nexusauth.sample.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A plain client of the API: what it sends is what stands in the test. */
public record Client(String url, List<String> headers) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public Client {
    headers = List.copyOf(headers);
  }

  public Client(String url) {
    this(url, List.of());
  }

  public Client key(String value) {
    return header("api-key", value);
  }

  /** Adds a header, one of the same name too. */
  public Client header(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.addAll(List.of(name, value));
    return new Client(url, more);
  }

  public Reply get(String path) {
    return send("GET", path);
  }

  /** Sends a request without a body. */
  public Reply send(String method, String path) {
    return exchange(request(path).method(method, BodyPublishers.noBody()));
  }

  /** Sends JSON. */
  public Reply send(String method, String path, String body) {
    return exchange(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request;
  }

  private static Reply exchange(HttpRequest.Builder request) {
    try {
      return new Reply(HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
