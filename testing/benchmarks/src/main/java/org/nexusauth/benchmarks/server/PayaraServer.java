package org.nexusauth.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nexusauth.benchmarks.app.OpenHello;
import org.nexusauth.benchmarks.app.RestApplication;
import org.nexusauth.benchmarks.app.Stats;
import org.nexusauth.benchmarks.peer.Trust;

/**
 * Payara Micro with two applications: one without a guard, and one that is guarded. Both have
 * beans, as Jakarta EE applications do: the server begins a request of such a one with more effort.
 */
final class PayaraServer {
  private static final String LOOPBACK =
      "set configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener.address=127.0.0.1\n";

  /** It closes a connection after so many requests by default: 256. */
  private static final String KEEP_ALIVE =
      "set configs.config.server-config.network-config.protocols.protocol"
          + ".http-listener.http.max-connections=-1\n";

  private PayaraServer() {}

  static ServerProcess start(PayaraGuard guard, Trust trust) throws IOException {
    Path folder = Files.createTempDirectory("benchmarks");
    int port = freePort();
    List<String> command = ServerProcess.java(List.of());
    command.addAll(
        List.of(
            "-jar",
            payaraJar().toString(),
            "--nohazelcast",
            "--disablephonehome",
            "--port",
            Integer.toString(port),
            "--prebootcommandfile",
            Files.writeString(folder.resolve("preboot"), LOOPBACK + KEEP_ALIVE).toString(),
            "--deploy",
            guard.write(folder.resolve("guarded.war"), trust).toString(),
            "--deploy", // the last: when it answers, both are there
            openLauncher(folder).toString()));
    return ServerProcess.awaited(command, port, "/open/stats");
  }

  private static Path openLauncher(Path folder) throws IOException {
    return new BenchmarkWar()
        .classes(RestApplication.class, OpenHello.class, Stats.class, ProcessUsage.class)
        .beans()
        .write(folder.resolve("open.war"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path payaraJar() throws IOException {
    Path lib = Path.of("..", "closures", "payara", "target", "lib");
    try (var files = Files.newDirectoryStream(lib, "payara-micro-*.jar")) {
      return files.iterator().next();
    }
  }
}
