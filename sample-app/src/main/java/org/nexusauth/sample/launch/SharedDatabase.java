package org.nexusauth.sample.launch;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import org.h2.tools.Server;

/**
 * The H2 database of a folder, opened by this process and lent to the nodes over this machine's
 * loopback, as a database server would: a node that ends does not close it for the others. No
 * client can open it there without the key, which is generated for this run.
 */
final class SharedDatabase implements AutoCloseable {

  private static final int KEY_BYTES = 32;

  private final Connection connection;
  private final Server server;
  private final String key;

  private SharedDatabase(Connection connection, Server server, String key) {
    this.connection = connection;
    this.server = server;
    this.key = key;
  }

  static SharedDatabase open(RevocationFile file) {
    // H2 would listen on all of the machine's addresses.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    String key = HexFormat.of().formatHex(random);
    try {
      Connection connection = DriverManager.getConnection(file.url());
      Server server =
          Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-key", key, file.path().toString())
              .start();
      return new SharedDatabase(connection, server, key);
    } catch (SQLException e) {
      throw LaunchException.of(
          file.path()
              + " cannot be opened (H2 error "
              + e.getErrorCode()
              + "). See docs/revocation.md");
    }
  }

  /** Where it is, for JDBC. Every client that has this can open it. */
  String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + key;
  }

  @Override
  public void close() {
    server.stop();
    try {
      connection.close();
    } catch (SQLException e) {
      // What was acknowledged is in the file already.
    }
  }
}
