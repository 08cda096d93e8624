package org.nexusauth.faults.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.testkit.TestKey;

/** A node in a process of its own, asked over HTTP. Thread-safe. */
public final class NodeProcess implements AutoCloseable {
  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  private NodeProcess(Process process, int port) {
    this.process = process;
    this.base = "http://127.0.0.1:" + port;
  }

  /** Starts one with these properties; its files are in an empty folder. */
  public static NodeProcess start(Map<String, String> settings, Path folder) throws IOException {
    return start(List.of(), settings, folder);
  }

  /** Starts one with options of its JVM. */
  public static NodeProcess start(List<String> options, Map<String, String> settings, Path folder)
      throws IOException {
    Path file = SettingsFile.write(settings, folder);
    Process process =
        JavaProcess.start(options, folder.resolve("log.txt"), NodeMain.class, file.toString());
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(NodeMain.PORT)) {
        return new NodeProcess(process, Integer.parseInt(line.substring(NodeMain.PORT.length())));
      }
    }
    throw new IOException("the node ended: " + Files.readString(folder.resolve("log.txt")));
  }

  /** Returns the status of a request with a key. */
  public int status(TestKey key) {
    return send(
        HttpRequest.newBuilder(URI.create(base + "/api/hello")).header("api-key", key.text()));
  }

  /** Revokes a key at this node; it is done when this returns. */
  public void revoke(TestKey key) {
    KeySubject named = key.keySubject();
    String query =
        "?iss="
            + URLEncoder.encode(named.issuer(), StandardCharsets.UTF_8)
            + "&organization="
            + named.organizationId()
            + "&integration="
            + named.integrationId()
            + "&id="
            + named.keyId();
    int status =
        send(
            HttpRequest.newBuilder(URI.create(base + "/revoke" + query))
                .POST(BodyPublishers.noBody()));
    if (status != 200) {
      throw new IllegalStateException("not revoked: " + status);
    }
  }

  private int send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kills it. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
