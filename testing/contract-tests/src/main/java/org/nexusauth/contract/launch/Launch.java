package org.nexusauth.contract.launch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The command line of a launcher: {@code port folder context=war...}.
 *
 * @param port the port to listen on, on the loopback address
 * @param folder an empty folder for the server's own files
 * @param applications what to deploy, in this order
 */
record Launch(int port, Path folder, List<Application> applications) {

  static final String LOOPBACK = "127.0.0.1";

  /**
   * One application.
   *
   * @param contextPath empty for the root, else with a leading slash
   * @param war its WAR file
   */
  record Application(String contextPath, Path war) {

    static Application parse(String argument) {
      int equals = argument.indexOf('=');
      return new Application(
          argument.substring(0, equals), Path.of(argument.substring(equals + 1)));
    }
  }

  static Launch parse(String... args) {
    return new Launch(
        Integer.parseInt(args[0]),
        Path.of(args[1]),
        Arrays.stream(args).skip(2).map(Application::parse).toList());
  }
}
