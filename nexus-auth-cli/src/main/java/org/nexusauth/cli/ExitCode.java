package org.nexusauth.cli;

/** The exit codes of the program; {@code --help} lists the same. */
final class ExitCode {

  static final int OK = 0;
  static final int DENIED = 1;
  static final int USAGE = 2;
  static final int FILE = 3;
  static final int STORE = 4;
  static final int BUG = 70;

  private ExitCode() {}
}
