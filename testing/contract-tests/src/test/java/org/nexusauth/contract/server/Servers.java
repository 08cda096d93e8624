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
    Server server = Server.start(kind, wars);
    for (Deployment deployment : Deployment.on(kind)) {
      if (!deployment.readyPath().isEmpty()) {
        server.awaitAnswer(deployment.readyPath());
      }
    }
    return server;
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
