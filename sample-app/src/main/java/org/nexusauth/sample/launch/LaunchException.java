package org.nexusauth.sample.launch;

/** Why the sample cannot start, said to a person: what is wrong and what to do. */
final class LaunchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private LaunchException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The world is not as it must be: exit code 1. */
  static LaunchException of(String message) {
    return new LaunchException(1, message);
  }

  /** The command line or the environment is wrong: exit code 2, with the usage. */
  static LaunchException usage(String message) {
    return new LaunchException(2, message + System.lineSeparator() + LaunchOptions.USAGE);
  }

  int exitCode() {
    return exitCode;
  }
}
