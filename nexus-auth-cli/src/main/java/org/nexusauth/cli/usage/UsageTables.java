package org.nexusauth.cli.usage;

import static org.nexusauth.cli.usage.UsageFormats.OUTCOME;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nexusauth.cli.management.RecordPrinter;
import org.nexusauth.cli.terminal.CsvPrinter;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.usage.UsageReport;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageSeries;

/** Prints usage for people and for spreadsheets. */
final class UsageTables {
  private UsageTables() {}

  /** Prints sums: by outcome, then by each detail. */
  static void print(RecordPrinter printer, UsageReport report) {
    RequestCounts sum = report.series().sum();
    printer.printResult(
        "%s to %s: %s requests, %s of them denied, %s failed; complete up to %s"
            .formatted(
                report.series().range().from(),
                report.series().range().to(),
                sum.requests(),
                sum.denied(),
                sum.failed(),
                report.completeUpTo()));
    if (sum.requests() == 0) {
      return;
    }
    printer.printResult("");
    printer.printTable(
        OUTCOME, report.series().totals().entrySet().stream().map(UsageTables::copy).toList());
    printDetails(printer, "route", report.routes());
    printDetails(printer, "client version", report.clientVersions());
    printDetails(printer, "network", report.networks());
  }

  private static Map.Entry<Outcome, Long> copy(Map.Entry<Outcome, Long> entry) {
    return Map.entry(entry.getKey(), entry.getValue());
  }

  private static void printDetails(RecordPrinter printer, String name, List<DetailCount> details) {
    if (!details.isEmpty()) {
      printer.printResult("");
      printer.printTable(UsageFormats.detailOf(name), details);
    }
  }

  /** Prints a line for each step, with a column for each outcome that occurs. */
  static void printSteps(CsvPrinter csv, UsageSeries series) {
    List<String> head = new ArrayList<>(List.of("start"));
    series.requests().keySet().forEach(outcome -> head.add(outcome.code()));
    csv.printLine(head);
    for (int i = 0; i < series.range().steps(); i++) {
      List<String> line = new ArrayList<>(List.of(series.range().startOf(i).toString()));
      for (List<Long> numbers : series.requests().values()) {
        line.add(numbers.get(i).toString());
      }
      csv.printLine(line);
    }
  }
}
