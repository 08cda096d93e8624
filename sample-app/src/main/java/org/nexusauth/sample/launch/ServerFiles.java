package org.nexusauth.sample.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The two files of settings that Payara Micro's command line does not take. They are deleted once
 * it has started, or the JVM ends.
 *
 * @param folder a folder of their own
 */
record ServerFiles(Path folder) implements AutoCloseable {

  /** Levels of handler and loggers both: Payara sets loggers of its own after reading this. */
  private static final String QUIET =
      """
      handlers=java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level=WARNING
      java.util.logging.ConsoleHandler.filter=org.nexusauth.sample.launch.UnreadableRequests
      .level=WARNING
      PayaraMicro.level=SEVERE
      javax.enterprise.system.container.ejb.level=SEVERE
      javax.enterprise.system.security.ssl.level=SEVERE
      org.flywaydb.level=SEVERE
      org.nexusauth.level=INFO
      org.nexusauth.handlers=org.nexusauth.sample.launch.LineHandler
      org.nexusauth.useParentHandlers=false
      """;

  /**
   * Where it listens, and what of the server it does not serve. HTTP/2 in clear text: a few
   * connections can hold all of the server's threads. Metrics and the OpenAPI document: they would
   * be open to clients without a key.
   */
  private static final String PRE_BOOT =
      """
      set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=%s
      set configs.config.server-config.network-config.protocols.protocol.http-listener.http.http2-enabled=false
      set configs.config.server-config.microprofile-metrics-configuration.enabled=false
      """;

  static ServerFiles create(Address address) throws IOException {
    ServerFiles files = new ServerFiles(Files.createTempDirectory("nexus-sample"));
    Runtime.getRuntime().addShutdownHook(new Thread(files::deleteAtExit, "nexus-sample-files"));
    Files.writeString(files.preBoot(), PRE_BOOT.formatted(address.ip().getHostAddress()));
    Files.writeString(files.logging(), QUIET);
    return files;
  }

  private void deleteAtExit() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("Remove " + folder + " by hand: " + e.getClass().getSimpleName());
    }
  }

  Path preBoot() {
    return folder.resolve("preboot");
  }

  Path logging() {
    return folder.resolve("logging.properties");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(preBoot());
    Files.deleteIfExists(logging());
    Files.deleteIfExists(folder);
  }
}
