package org.nexusauth.faults.engine;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;

/** H2 as a server in this process; each test has a file. Thread-safe. */
public final class H2Server implements Engine {
  private final AtomicInteger files = new AtomicInteger();
  private final Server server;

  private H2Server(Server server) {
    this.server = server;
  }

  /** Starts one that keeps its files in a folder. */
  public static H2Server start(Path folder) {
    try {
      String base = folder.toAbsolutePath().toString();
      return new H2Server(
          Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", base).start());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Database create() {
    String file = "keys" + files.incrementAndGet();
    return new Database("h2", server.getPort(), port -> settings(port, file));
  }

  private static Map<String, String> settings(int port, String file) {
    return Map.of(
        "nexus.auth.revocation.store",
        "jdbc",
        "nexus.auth.jdbc.url",
        "jdbc:h2:tcp://127.0.0.1:" + port + "/./" + file);
  }

  @Override
  public void close() {
    server.stop();
  }
}
