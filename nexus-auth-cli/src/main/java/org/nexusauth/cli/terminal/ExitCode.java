package org.nexusauth.cli.terminal;

/** The exit codes of the program; {@code --help} lists the same. */
public final class ExitCode {

  /** Done. */
  public static final int OK = 0;

  /** A key is denied or revoked. */
  public static final int DENIED = 1;

  /** Wrong options or values. */
  public static final int USAGE = 2;

  /** A file, standard input or output cannot be used. */
  public static final int FILE = 3;

  /** The revocation store failed. */
  public static final int STORE = 4;

  /** An internal error. */
  public static final int BUG = 70;

  private ExitCode() {}
}
