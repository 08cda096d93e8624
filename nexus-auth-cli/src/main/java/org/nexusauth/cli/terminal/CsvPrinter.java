package org.nexusauth.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints tables for spreadsheets: RFC 4180, with lines that end as {@code \n} as in all output. A
 * cell that a spreadsheet would take for a formula begins with an apostrophe: clients choose some
 * of the texts.
 */
public final class CsvPrinter {
  private static final String FORMULA_STARTS = "=+-@\t\r";
  private static final String QUOTED = ",\"\r\n";

  private final PrintWriter out;

  /** Prints to standard output. */
  public CsvPrinter(PrintWriter out) {
    this.out = out;
  }

  /** Prints a line. */
  public void printLine(List<String> cells) {
    out.print(cells.stream().map(CsvPrinter::escape).collect(Collectors.joining(",")));
    out.print('\n');
  }

  private static String escape(String cell) {
    String safe = TerminalText.escapeHidden(cell);
    if (!safe.isEmpty() && FORMULA_STARTS.indexOf(safe.charAt(0)) >= 0) {
      safe = "'" + safe;
    }
    if (safe.chars().anyMatch(c -> QUOTED.indexOf(c) >= 0)) {
      return '"' + safe.replace("\"", "\"\"") + '"';
    }
    return safe;
  }
}
