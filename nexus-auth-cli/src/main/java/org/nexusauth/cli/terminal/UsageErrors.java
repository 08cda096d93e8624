package org.nexusauth.cli.terminal;

import java.util.List;
import java.util.regex.Pattern;
import org.nexusauth.internal.KeyTextDetector;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints in one line what is wrong with the arguments, without repeating what may be a key. */
public final class UsageErrors implements IParameterExceptionHandler {

  private static final Pattern OPTION = Pattern.compile("--?[a-z][a-z-]{0,30}");
  private static final Pattern WORD = Pattern.compile("[a-z]{1,12}");

  @Override
  public int handleParseException(ParameterException thrown, String[] arguments) {
    CommandLine command = thrown.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command
        .getErr()
        .println(
            "nexus-auth: "
                + TerminalText.escapeHidden(KeyTextDetector.redactKeys(describeError(thrown)))
                + " (see "
                + name
                + " --help)");
    return ExitCode.USAGE;
  }

  private static String describeError(ParameterException thrown) {
    if (thrown instanceof UnmatchedArgumentException e) {
      return describeUnmatched(e.getUnmatched());
    }
    String message = String.valueOf(thrown.getMessage());
    String line = message.lines().findFirst().orElse("wrong arguments");
    return line.replaceFirst("^Error: ", "");
  }

  private static String describeUnmatched(List<String> arguments) {
    String first = arguments.stream().findFirst().orElse("");
    if (OPTION.matcher(first).matches()) {
      return "unknown option " + first;
    }
    if (WORD.matcher(first).matches()) {
      return "unknown command or argument " + first;
    }
    return "an argument that belongs to no option; a key is never an argument, because others would"
        + " see it in the list of processes and the shell's history: use standard input, --file"
        + " or --env";
  }
}
