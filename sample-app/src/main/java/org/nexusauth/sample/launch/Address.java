package org.nexusauth.sample.launch;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Where the sample listens.
 *
 * @param ip the address, a wildcard for all of the machine's
 * @param port the port
 */
record Address(InetAddress ip, int port) {

  /** The address of a node, counted from 0. A wrong host is not the server's to find. */
  static Address of(LaunchOptions options, int offset) {
    try {
      return new Address(InetAddress.getByName(options.host()), options.port() + offset);
    } catch (UnknownHostException e) {
      throw LaunchException.of(
          "There is no host "
              + options.host()
              + ". Choose an address of this machine: --host 127.0.0.1");
    }
  }

  /**
   * Listens briefly. When a port is taken, the server itself writes pages of log and exits with 0.
   */
  void requireFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(ip, port));
    } catch (IOException e) {
      throw LaunchException.of(describeProblem(e));
    }
  }

  /** The address as a client on this machine calls it. */
  String url() {
    if (ip.isAnyLocalAddress()) {
      return "http://127.0.0.1:" + port;
    }
    String host = ip.getHostAddress();
    if (host.contains(":")) {
      host = "[" + host + "]";
    }
    return "http://" + host + ":" + port;
  }

  private String describeProblem(IOException problem) {
    String message = String.valueOf(problem.getMessage());
    if (problem instanceof BindException && message.contains("in use")) {
      int other = Math.min(port, 65534) + 1;
      if (port == 65535) {
        other = 8081;
      }
      return "Port " + port + " is taken. Choose another: PORT=" + other + " or --port " + other;
    }
    return "Cannot listen on "
        + ip.getHostAddress()
        + ":"
        + port
        + " ("
        + message
        + "). Choose another: --port 8081, --host 127.0.0.1";
  }
}
