package org.nexusauth.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
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
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            environment,
            Clock.fixed(now, ZoneOffset.UTC),
            false);
    int code = Main.runCommand(console, arguments);
    return new Shell(code, out.toString(), err.toString());
  }
}
