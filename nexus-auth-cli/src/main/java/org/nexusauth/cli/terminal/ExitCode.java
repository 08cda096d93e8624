package org.nexusauth.cli.terminal;

/** The exit codes of the program; {@code --help} lists the same. */
public final class ExitCode {

  /** Done. */
  public static final int OK = 0;

  /** The answer is no: a key is denied or revoked, the audit log is broken. */
  public static final int DENIED = 1;

  /** Wrong options or values. */
  public static final int USAGE = 2;

  /** A file, standard input or output cannot be used. */
  public static final int FILE = 3;

  /** A store is missing, failed, or cannot be reached. */
  public static final int STORE = 4;

  /** There is no such record. */
  public static final int NOT_FOUND = 5;

  /** The record's state does not allow it, or someone else has changed it. */
  public static final int CONFLICT = 6;

  /** The operator may not do it. */
  public static final int FORBIDDEN = 7;

  /** An internal error. */
  public static final int BUG = 70;

  private ExitCode() {}
}
