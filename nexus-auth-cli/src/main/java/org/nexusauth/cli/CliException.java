package org.nexusauth.cli;

/** A failure with words for a person: what is wrong and what to do. Holds no secret. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CliException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static CliException usage(String message) {
    return new CliException(ExitCode.USAGE, message);
  }

  static CliException file(String message) {
    return new CliException(ExitCode.FILE, message);
  }

  static CliException store(String message) {
    return new CliException(ExitCode.STORE, message);
  }

  static CliException denied(String message) {
    return new CliException(ExitCode.DENIED, message);
  }

  int exitCode() {
    return exitCode;
  }
}
