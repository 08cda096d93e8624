package org.nexusauth.cli.terminal;

import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** The width of the terminal that standard output goes to. */
public final class TerminalWidth {

  private static final int MIN = 40;

  private TerminalWidth() {}

  /** Returns the width in columns; empty where standard output is no terminal: nothing is cut. */
  public static OptionalInt of(Console console) {
    if (!console.terminal()) {
      return OptionalInt.empty();
    }
    String columns = console.environment().getOrDefault("COLUMNS", "");
    if (columns.matches("[1-9][0-9]{0,4}")) {
      return OptionalInt.of(Math.max(MIN, Integer.parseInt(columns)));
    }
    CommandSpec measured = CommandSpec.create();
    measured.usageMessage().autoWidth(true);
    return OptionalInt.of(Math.max(MIN, measured.usageMessage().width()));
  }
}
