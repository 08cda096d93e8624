package org.nexusauth.redis;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis on a free port of this machine, durable unless told otherwise. The system property {@code
 * nexus.test.redis.server} names another {@code redis-server} than the one in the tests' jar.
 */
final class RedisProcess implements AutoCloseable {
  private static final List<String> DURABLE =
      List.of("--appendonly", "yes", "--appendfsync", "always", "--save", "");
  private static final AtomicReference<File> BINARY = new AtomicReference<>();

  private final Path folder;
  private final int port;
  private final List<String> arguments;
  private Process process;

  private RedisProcess(Path folder, int port, List<String> arguments) {
    this.folder = folder;
    this.port = port;
    this.arguments = arguments;
  }

  /** Starts one that keeps its data in a folder; the given arguments beat the usual ones. */
  static RedisProcess start(Path folder, String... arguments) {
    List<String> all = new ArrayList<>(DURABLE);
    all.addAll(List.of(arguments));
    RedisProcess made = new RedisProcess(folder, freePort(), all);
    made.start();
    return made;
  }

  static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts it again, on its old port and its old data. */
  void start() {
    List<String> command =
        new ArrayList<>(
            List.of(
                binary().getPath(),
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--dir",
                folder.toAbsolutePath().toString()));
    command.addAll(arguments);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    await().pollInterval(Duration.ofMillis(10)).until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      if (!process.isAlive()) {
        throw new IllegalStateException("Redis ended, see " + folder.resolve("redis.log"), e);
      }
      return false;
    }
  }

  private static File binary() {
    String named = System.getProperty("nexus.test.redis.server", "");
    return named.isEmpty()
        ? BINARY.updateAndGet(known -> known == null ? unpacked() : known)
        : new File(named);
  }

  private static File unpacked() {
    try {
      return ExecutableProvider.newJarResourceProvider().get();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it as kill -9 does. */
  void kill() {
    process.destroyForcibly();
    await().until(() -> !process.isAlive());
  }

  @Override
  public void close() {
    kill();
  }
}
