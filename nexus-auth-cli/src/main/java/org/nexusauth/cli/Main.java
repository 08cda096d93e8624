package org.nexusauth.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.management.ServicesOpener;
import org.nexusauth.cli.store.StoreServicesOpener;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.cli.terminal.FailureReport;
import org.nexusauth.cli.terminal.SecretArgumentCheck;
import org.nexusauth.cli.terminal.TerminalWidth;
import org.nexusauth.cli.terminal.UsageErrors;
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
    Console console =
        new Console(
            System.in,
            createWriter(FileDescriptor.out),
            createWriter(FileDescriptor.err),
            System.getenv(),
            Clock.systemUTC(),
            TerminalWidth.hasTerminal());
    System.exit(runCommand(console, arguments));
  }

  static int runCommand(Console console, String... arguments) {
    return runCommand(console, new StoreServicesOpener(), arguments);
  }

  static int runCommand(Console console, ServicesOpener opener, String... arguments) {
    Optional<String> secret = SecretArgumentCheck.problem(arguments);
    if (secret.isPresent()) {
      console.err().println("nexus-auth: " + secret.get());
      console.err().flush();
      return ExitCode.USAGE;
    }
    CommandLine program = new CommandLine(CommandSpec.forAnnotatedObject(new NexusAuth()));
    new CommandTable(console, new ManagementRunner(console, opener)).addTo(program, arguments);
    program
        .setOut(console.out())
        .setErr(console.err())
        .setExpandAtFiles(false)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new FailureReport());
    // Picocli would sort by the lower case of the JVM's locale.
    unsort(program);
    int code = program.execute(arguments);
    if (console.out().checkError() && code == ExitCode.OK) {
      // A full disk or a closed pipe: what was printed exists nowhere else.
      console.err().println("nexus-auth: standard output cannot be written; the result is lost");
      code = ExitCode.FILE;
    }
    console.err().flush();
    return code;
  }

  private static void unsort(CommandLine command) {
    command.getCommandSpec().usageMessage().sortSynopsis(false);
    command.getSubcommands().values().forEach(Main::unsort);
  }

  private static PrintWriter createWriter(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}
