package org.nexusauth.contract.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.nexusauth.contract.http.RawHttp;

/** A server in a process of its own, from its start to its stop. */
public final class Server implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(2);

  private final ServerKind kind;
  private final int port;
  private final Path log;
  private final Path folder;
  private final Process process;

  private Server(ServerKind kind, int port, Path folder, Path log, Process process) {
    this.kind = kind;
    this.port = port;
    this.folder = folder;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a server with these WARs by context path; it may not answer yet.
   *
   * @param title what its log is named after
   */
  static Server start(ServerKind kind, String title, Map<String, Path> wars) {
    String name = title.toLowerCase(Locale.ROOT);
    try {
      Path folder = Files.createTempDirectory(Layout.folder("servers"), name);
      Path log = Layout.folder("server-logs").resolve(name + ".log");
      int port = freePort();
      Files.writeString(folder.resolve("logging.properties"), ServerLogging.PROPERTIES);
      Files.createDirectories(folder.resolve("tmp"));
      Process process =
          new ProcessBuilder(command(kind, port, folder, wars))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Server(kind, port, folder, log, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(
      ServerKind kind, int port, Path folder, Map<String, Path> wars) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Quick to start, small, and no concern of a test of behaviour.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    command.add("-Djava.util.logging.config.file=" + folder.resolve("logging.properties"));
    command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    command.addAll(kind.command(port, folder, wars));
    return command;
  }

  /** Waits until the path answers 200: a server that listens may not have deployed yet. */
  Server awaitAnswer(String path) {
    await(kind + " " + path + ", see " + log)
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsMatching(IOException.class::isInstance)
        .failFast(kind + " ended, see " + log, () -> !process.isAlive())
        .until(() -> answers(path));
    return this;
  }

  private boolean answers(String path) throws IOException {
    try (RawHttp http = connect()) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      return http.exchange(request).status() == 200;
    }
  }

  public RawHttp connect() throws IOException {
    return RawHttp.connect(port);
  }

  public int port() {
    return port;
  }

  public ServerKind kind() {
    return kind;
  }

  /** Everything the process wrote so far. */
  public String logged() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    FolderRemoval.remove(folder);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
