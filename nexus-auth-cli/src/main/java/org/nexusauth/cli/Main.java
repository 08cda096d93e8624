package org.nexusauth.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Where the program starts. */
public final class Main {
  private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

  private Main() {}

  /**
   * Runs a command and ends the JVM with its exit code.
   *
   * @param arguments the command and its options; {@code --help} lists them
   */
  public static void main(String[] arguments) {
    // One line a message: the JDK's own format begins with a date in the words of the locale.
    if (System.getProperty(LOG_FORMAT) == null) {
      System.setProperty(LOG_FORMAT, "%5$s%n");
    }
    Terminal terminal =
        new Terminal(
            System.in,
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            System.getenv(),
            Clock.systemUTC());
    System.exit(run(terminal, arguments));
  }

  static int run(Terminal terminal, String... arguments) {
    Optional<String> secret = SecretText.problem(arguments);
    if (secret.isPresent()) {
      terminal.err().println("nexus-auth: " + secret.get());
      terminal.err().flush();
      return ExitCode.USAGE;
    }
    CommandLine program =
        new CommandLine(CommandSpec.forAnnotatedObject(new NexusAuth()))
            .addSubcommand(new Keygen(terminal))
            .addSubcommand(new Jwks(terminal))
            .addSubcommand(new Issue(terminal))
            .addSubcommand(new Explain(terminal))
            .addSubcommand(new Revoke(terminal))
            .addSubcommand(new Status(terminal))
            .addSubcommand(new Init(terminal))
            .addSubcommand(new Generation(terminal))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setExpandAtFiles(false)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler(new UsageErrors())
            .setExecutionExceptionHandler(new Failures());
    program
        .getSubcommands()
        .values()
        // Picocli would sort by the lower case of the JVM's locale.
        .forEach(command -> command.getCommandSpec().usageMessage().sortSynopsis(false));
    int code = program.execute(arguments);
    if (terminal.out().checkError() && code == ExitCode.OK) {
      // A full disk or a closed pipe: what was printed exists nowhere else.
      terminal.err().println("nexus-auth: standard output cannot be written; the result is lost");
      code = ExitCode.FILE;
    }
    terminal.err().flush();
    return code;
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}
