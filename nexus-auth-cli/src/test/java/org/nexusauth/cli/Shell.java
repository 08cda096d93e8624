package org.nexusauth.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.nexusauth.cli.management.ServicesOpener;
import org.nexusauth.cli.store.StoreServicesOpener;
import org.nexusauth.cli.terminal.Console;

/**
 * Runs commands as a shell would, without a process.
 *
 * @param code the exit code
 * @param out what came on standard output
 * @param err what came on standard error
 */
record Shell(int code, String out, String err) {

  static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  static Shell run(String... arguments) {
    return run("", Map.of(), arguments);
  }

  static Shell run(String in, Map<String, String> environment, String... arguments) {
    return runAt(NOW, in, environment, arguments);
  }

  static Shell runAt(Instant now, String in, Map<String, String> environment, String... arguments) {
    return run(
        new World(in, environment, Clock.fixed(now, ZoneOffset.UTC), false),
        new StoreServicesOpener(),
        arguments);
  }

  /**
   * What is around a command.
   *
   * @param in what comes on standard input
   * @param environment the variables
   * @param clock the clock
   * @param terminal whether standard output is a terminal
   */
  record World(String in, Map<String, String> environment, Clock clock, boolean terminal) {}

  static Shell run(World world, ServicesOpener opener, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new ByteArrayInputStream(world.in().getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            world.environment(),
            world.clock(),
            world.terminal());
    int code = Main.runCommand(console, opener, arguments);
    return new Shell(code, out.toString(), err.toString());
  }
}
