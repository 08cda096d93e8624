package org.nexusauth.redis;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
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
  private final List<String> first;
  private final List<String> arguments;
  private Process process;

  private RedisProcess(Path folder, int port, List<String> first, List<String> arguments) {
    this.folder = folder;
    this.port = port;
    this.first = first;
    this.arguments = arguments;
  }

  /** Starts one that keeps its data in a folder; the given arguments beat the usual ones. */
  static RedisProcess start(Path folder, String... arguments) {
    List<String> all = new ArrayList<>(DURABLE);
    all.addAll(List.of(arguments));
    RedisProcess made = new RedisProcess(folder, freePort(), List.of(), all);
    made.start();
    return made;
  }

  /** Starts a sentinel that knows a primary by the name "keys". */
  static RedisProcess sentinel(Path folder, int primary) throws IOException {
    Path file = folder.resolve("sentinel.conf");
    Files.writeString(
        file,
        """
        sentinel monitor keys 127.0.0.1 %s 1
        sentinel down-after-milliseconds keys 500
        """
            .formatted(primary));
    RedisProcess made =
        new RedisProcess(folder, freePort(), List.of(file.toString()), List.of("--sentinel"));
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
    List<String> command = new ArrayList<>(List.of(binary().getPath()));
    command.addAll(first);
    command.addAll(List.of("--bind", "127.0.0.1", "--port", String.valueOf(port)));
    command.addAll(List.of("--dir", folder.toAbsolutePath().toString()));
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
    await().pollInterval(Duration.ofMillis(10)).until(this::answers);
  }

  /** Whether it answers, if only that it wants a password; not while it loads its data. */
  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      return !answer.isEmpty() && !answer.equals("-LOAD");
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

  /** Does as an operator at a shell does. */
  Object command(Command command, String... arguments) {
    try (Connection connection = new Connection(new HostAndPort("127.0.0.1", port))) {
      connection.sendCommand(command, arguments);
      return connection.getOne();
    }
  }

  /** Ends it as kill -9 does. */
  void kill() {
    process.destroyForcibly();
    await().until(() -> !process.isAlive());
  }

  /** Sends a signal, such as STOP or CONT. */
  void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
