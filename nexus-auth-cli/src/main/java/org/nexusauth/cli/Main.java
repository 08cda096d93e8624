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
    Console terminal =
        new Console(
            System.in,
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            System.getenv(),
            Clock.systemUTC());
    System.exit(run(terminal, arguments));
  }

  static int run(Console terminal, String... arguments) {
    Optional<String> secret = SecretText.problem(arguments);
    if (secret.isPresent()) {
      terminal.err().println("nexus-auth: " + secret.get());
      terminal.err().flush();
      return ExitCode.USAGE;
    }
    CommandLine program =
        new CommandLine(CommandSpec.forAnnotatedObject(new NexusAuth()))
            .addSubcommand(new KeygenCommand(terminal))
            .addSubcommand(new JwksCommand(terminal))
            .addSubcommand(new IssueCommand(terminal))
            .addSubcommand(new ExplainCommand(terminal))
            .addSubcommand(new RevokeCommand(terminal))
            .addSubcommand(new StatusCommand(terminal))
            .addSubcommand(new InitCommand(terminal))
            .addSubcommand(new GenerationCommand(terminal))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setExpandAtFiles(false)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler(new UsageErrors())
            .setExecutionExceptionHandler(new FailureReport());
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
