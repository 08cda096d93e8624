package org.nexusauth.bare;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Jersey on the JDK's own HTTP server, at {@code /}. */
final class BareServer implements AutoCloseable {
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Starts with these settings, which are read at the start alone. */
  BareServer(Map<String, String> settings, Class<?>... classes) {
    this(settings, new ResourceConfig(classes));
  }

  BareServer(Map<String, String> settings, ResourceConfig application) {
    settings.forEach(System::setProperty);
    try {
      server =
          JdkHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), application);
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
