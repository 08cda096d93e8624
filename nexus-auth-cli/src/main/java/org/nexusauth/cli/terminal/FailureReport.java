package org.nexusauth.cli.terminal;

import java.util.stream.Stream;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.internal.KeyTextDetector;
import org.nexusauth.keys.SigningKeyException;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one line and an exit code. The edge of the program. */
public final class FailureReport implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    if (thrown instanceof CliException e) {
      return printFailure(command, String.valueOf(e.getMessage()), e.exitCode());
    }
    if (thrown instanceof ManagementException e) {
      return printFailure(command, String.valueOf(e.getMessage()), exitCodeOf(e.kind()));
    }
    if (thrown instanceof StatusUnavailableException e) {
      return printFailure(command, "the store does not answer: " + e.getMessage(), ExitCode.STORE);
    }
    if (thrown instanceof StoreSettingException e) {
      return printFailure(command, e.getMessage() + " (" + e.property() + ")", ExitCode.STORE);
    }
    if (thrown instanceof ConfigurationException e) {
      return printFailure(command, String.valueOf(e.getMessage()), ExitCode.USAGE);
    }
    if (thrown instanceof SigningKeyException e) {
      return printFailure(command, String.valueOf(e.getMessage()), ExitCode.FILE);
    }
    if (thrown instanceof IllegalArgumentException e) {
      return printFailure(command, String.valueOf(e.getMessage()), ExitCode.USAGE);
    }
    // Its message may quote anything, even a key; its class and place do not.
    String place = Stream.of(thrown.getStackTrace()).findFirst().map(Object::toString).orElse("?");
    return printFailure(
        command,
        "internal error: " + thrown.getClass().getName() + " at " + place + "; please report it",
        ExitCode.BUG);
  }

  private static int exitCodeOf(ManagementException.Kind kind) {
    return switch (kind) {
      case INVALID -> ExitCode.USAGE;
      case FORBIDDEN -> ExitCode.FORBIDDEN;
      case NOT_FOUND -> ExitCode.NOT_FOUND;
      case CONFLICT, STALE -> ExitCode.CONFLICT;
      case UNAVAILABLE -> ExitCode.STORE;
    };
  }

  private static int printFailure(CommandLine command, String message, int exitCode) {
    command
        .getErr()
        .println("nexus-auth: " + TerminalText.escapeHidden(KeyTextDetector.redactKeys(message)));
    return exitCode;
  }
}
