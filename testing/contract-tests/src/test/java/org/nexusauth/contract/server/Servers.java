package org.nexusauth.contract.server;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The servers of one test run: each is started when it is first asked for, with every deployment in
 * it, and stopped when the run ends. Safe for use by threads.
 */
public final class Servers implements AutoCloseable {

  private final Map<ServerKind, Server> running = new EnumMap<>(ServerKind.class);
  private final Thread lastResort = new Thread(this::stop, "stop-servers");

  Servers() {
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /** The server, up and with every deployment answering. */
  public synchronized Server at(ServerKind kind) {
    return running.computeIfAbsent(kind, Servers::start);
  }

  private static Server start(ServerKind kind) {
    Map<String, Path> wars = new LinkedHashMap<>();
    for (Deployment deployment : Deployment.on(kind)) {
      wars.put(deployment.contextPath(), deployment.war(kind));
    }
    Server server = Server.start(kind, kind.name(), wars);
    try {
      for (Deployment deployment : Deployment.on(kind)) {
        if (!deployment.readyPath().isEmpty()) {
          server.awaitAnswer(deployment.readyPath());
        }
      }
      return server;
    } catch (Throwable e) { // Whoever asks next starts another.
      server.close();
      throw e;
    }
  }

  /** A server with one deployment, which may not answer yet; who asks for it closes it. */
  public static Server alone(ServerKind kind, Deployment deployment) {
    Map<String, Path> wars = Map.of(deployment.contextPath(), deployment.war(kind));
    return Server.start(kind, kind + "-" + deployment, wars);
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  private synchronized void stop() {
    running.values().forEach(Server::close);
    running.clear();
  }
}
