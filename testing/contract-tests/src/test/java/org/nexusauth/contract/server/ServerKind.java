package org.nexusauth.contract.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The servers on which the filters must do the same. */
public enum ServerKind {
  TOMCAT_10("tomcat10", "TomcatMain", "Tomcat/10.1"),
  TOMCAT_11("tomcat11", "TomcatMain", "Tomcat/11.0"),
  JETTY_EE10("jetty-ee10", "JettyEe10Main", "jetty/12.1"),
  JETTY_EE11("jetty-ee11", "JettyEe11Main", "jetty/12.1"),
  UNDERTOW("undertow", "UndertowMain", "Undertow"),
  PAYARA_MICRO("payara", "", "Payara Micro");

  private final String closure;
  private final String launcher;
  private final String serverInfo;

  ServerKind(String closure, String launcher, String serverInfo) {
    this.closure = closure;
    this.serverInfo = serverInfo;
    this.launcher = launcher;
  }

  /**
   * Whether JAX-RS and MicroProfile Config are in the server, so that a WAR must not bring them.
   */
  public boolean isPlatform() {
    return this == PAYARA_MICRO;
  }

  /** A part of what the server calls itself. */
  String serverInfo() {
    return serverInfo;
  }

  /** The command, after the JVM and its options, that serves the WARs by context path. */
  List<String> command(int port, Path folder, Map<String, Path> wars) {
    return this == PAYARA_MICRO
        ? PayaraCommand.of(Layout.closure(closure), port, folder, wars.values())
        : launchedBy(launcher, port, folder, wars);
  }

  /** The same by another launcher that takes the same command line. */
  List<String> launchedBy(String main, int port, Path folder, Map<String, Path> wars) {
    List<String> command = new ArrayList<>();
    command.add("-cp");
    command.add(Layout.launchers() + ":" + Layout.closure(closure) + "/*");
    command.add("org.nexusauth.contract.launch." + main);
    command.add(Integer.toString(port));
    command.add(folder.toString());
    wars.forEach((path, war) -> command.add(path + "=" + war));
    return command;
  }
}
