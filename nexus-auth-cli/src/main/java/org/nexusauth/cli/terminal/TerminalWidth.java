package org.nexusauth.cli.terminal;

import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** The width of the terminal that standard output goes to. */
public final class TerminalWidth {

  private static final int MIN = 40;

  private TerminalWidth() {}

  /** Returns whether standard input and output are a terminal. */
  @SuppressWarnings(
      "SystemConsoleNull") // From JDK 22 on there always is one, so it decides itself.
  public static boolean hasTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // JDK 17 has a console for terminals alone.
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

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
