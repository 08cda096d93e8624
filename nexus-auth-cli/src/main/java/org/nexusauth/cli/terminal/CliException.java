package org.nexusauth.cli.terminal;

/** A failure with words for a person: what is wrong and what to do. Holds no secret. */
public final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CliException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Returns an exception for wrong options or values. */
  public static CliException usage(String message) {
    return new CliException(ExitCode.USAGE, message);
  }

  /** Returns an exception for a file, or a stream, that cannot be used. */
  public static CliException file(String message) {
    return new CliException(ExitCode.FILE, message);
  }

  /** Returns an exception for a store that failed. */
  public static CliException store(String message) {
    return new CliException(ExitCode.STORE, message);
  }

  /** Returns an exception for a key that is denied. */
  public static CliException denied(String message) {
    return new CliException(ExitCode.DENIED, message);
  }

  /** Returns an exception for a record that is not there. */
  public static CliException notFound(String message) {
    return new CliException(ExitCode.NOT_FOUND, message);
  }

  /** Returns an exception for a record whose state does not allow it. */
  public static CliException conflict(String message) {
    return new CliException(ExitCode.CONFLICT, message);
  }

  int exitCode() {
    return exitCode;
  }
}
