package org.nexusauth.cli.usage;

import org.nexusauth.cli.management.RecordPrinter;
import org.nexusauth.cli.terminal.CliException;
import picocli.CommandLine.Option;

/** Whether a table for spreadsheets is printed. */
final class CsvOption {

  @Option(
      names = "--csv",
      description =
          "Print comma-separated values, for spreadsheets. A text that would be a formula there"
              + " begins with an apostrophe.")
  private boolean csv;

  boolean isChosen(RecordPrinter printer) {
    if (csv && printer.printsJson()) {
      throw CliException.usage("--json and --csv exclude each other");
    }
    return csv;
  }
}
