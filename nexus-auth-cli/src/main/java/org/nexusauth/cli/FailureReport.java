package org.nexusauth.cli;

import org.nexusauth.internal.KeyTextDetector;
import org.nexusauth.keys.SigningKeyException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one line and an exit code. The edge of the program. */
final class FailureReport implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    if (thrown instanceof CliException e) {
      return told(command, String.valueOf(e.getMessage()), e.exitCode());
    }
    if (thrown instanceof SigningKeyException e) {
      return told(command, String.valueOf(e.getMessage()), ExitCode.FILE);
    }
    if (thrown instanceof IllegalArgumentException e) {
      return told(command, String.valueOf(e.getMessage()), ExitCode.USAGE);
    }
    // Its message may quote anything, also a key; its kind and place do not.
    StackTraceElement[] trace = thrown.getStackTrace();
    String place = trace.length == 0 ? "?" : trace[0].toString();
    return told(
        command,
        "this should not happen: "
            + thrown.getClass().getName()
            + " at "
            + place
            + "; please report it",
        ExitCode.BUG);
  }

  private static int told(CommandLine command, String message, int exitCode) {
    command.getErr().println("nexus-auth: " + TerminalText.of(KeyTextDetector.redactKeys(message)));
    return exitCode;
  }
}
