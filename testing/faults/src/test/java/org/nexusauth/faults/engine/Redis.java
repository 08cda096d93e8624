package org.nexusauth.faults.engine;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.nexusauth.redis.RedisRevocationStoreProvider;
import org.nexusauth.revocation.StoreSettings;
import redis.embedded.core.ExecutableProvider;

/** Redis as the documentation wants it; each test has one of its databases. */
public final class Redis implements KillableEngine {
  private final AtomicInteger databases = new AtomicInteger();
  private final Path folder;
  private final File binary;
  private final int port;
  private Process process;

  private Redis(Path folder, File binary, int port) {
    this.folder = folder;
    this.binary = binary;
    this.port = port;
  }

  /** Starts one that keeps its files in a folder. */
  public static Redis start(Path folder) {
    try {
      Path data = Files.createDirectories(folder.resolve("redis"));
      Redis made = new Redis(data, ExecutableProvider.newJarResourceProvider().get(), freePort());
      made.restart();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Override
  public void restart() {
    ProcessBuilder command =
        new ProcessBuilder(
            binary.getPath(),
            "--bind",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            "--databases",
            "64",
            "--dir",
            folder.toAbsolutePath().toString(),
            "--appendonly",
            "yes",
            "--appendfsync",
            "always",
            "--save",
            "");
    command.redirectOutput(folder.resolve("redis.log").toFile());
    await().pollInterval(Duration.ofMillis(10)).until(() -> start(command));
    await().pollInterval(Duration.ofMillis(10)).until(this::answers);
  }

  /**
   * A process that another thread starts at this moment may hold the file of the program open for
   * writing, as it was made just before.
   */
  private boolean start(ProcessBuilder command) {
    try {
      process = command.start();
      return true;
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("Text file busy")) {
        return false;
      }
      throw new UncheckedIOException(e);
    }
  }

  /** It listens before it answers. */
  private boolean answers() {
    try {
      return send("PING");
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns whether a command succeeds. */
  private boolean send(String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == '+';
    }
  }

  @Override
  public Database create() {
    int number = databases.getAndIncrement();
    Map<String, String> settings = settings(port, number);
    new RedisRevocationStoreProvider()
        .init(new StoreSettings(settings, Duration.ofMillis(100), false));
    return new Database("redis", port, at -> settings(at, number));
  }

  private static Map<String, String> settings(int port, int number) {
    return Map.of(
        "nexus.auth.revocation.store",
        "redis",
        "nexus.auth.redis.url",
        "redis://127.0.0.1:" + port + "/" + number);
  }

  @Override
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void pause() {
    Signals.stop(Stream.of(process.toHandle()));
  }

  @Override
  public void resume() {
    Signals.resume(Stream.of(process.toHandle()));
  }

  /** Empties all of it. */
  @Override
  public void emptyLimits() {
    try {
      if (!send("FLUSHALL")) {
        throw new IllegalStateException("Redis was not emptied");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
