package org.nexusauth.contract.server;

/**
 * What every server logs: its own doings from INFO up, ours and those of the libraries that ours
 * bring as fine as they go.
 *
 * <p>The servers' own traces stay out: they write whole requests down, with whatever key is in
 * them, before any code of ours runs.
 */
final class ServerLogging {

  static final String PROPERTIES =
      """
      handlers=java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level=ALL
      java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
      java.util.logging.SimpleFormatter.format=%4$s %3$s: %5$s%6$s%n
      .level=INFO
      org.nexusauth.level=ALL
      org.jose4j.level=ALL
      com.github.benmanes.level=ALL
      com.fasterxml.level=ALL
      io.smallrye.level=ALL
      """;

  private ServerLogging() {}
}
