package org.nexusauth.cli.usage;

import java.util.concurrent.Callable;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.management.ManagementSession;
import org.nexusauth.cli.management.RecordPrinter;
import org.nexusauth.cli.terminal.Version;
import org.nexusauth.management.usage.UsagePeriod;
import org.nexusauth.management.usage.UsageReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what keys did. */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Shows what the keys of an organization, an integration, or one key did: requests by their"
            + " outcome, and by route, client version and network. Times are in UTC.",
    footerHeading = "%nExample:%n",
    footer = {
      "  nexus-auth usage org_1 --period 7d",
      "  nexus-auth usage org_1 --integration int_1 --key key_1 --csv > usage.csv"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong options or values",
      "4:a store is missing, failed or cannot be reached",
      "5:there is no such organization or integration"
    })
public final class UsageCommand implements Callable<Integer> {

  private final ManagementRunner runner;

  @Mixin private ManagementOptions management = new ManagementOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();

  @Option(
      names = "--period",
      converter = PeriodConverter.class,
      paramLabel = "PERIOD",
      description =
          "Up to now: 1h by minutes, 24h by quarters of an hour, 7d by hours, 30d by quarters of a"
              + " day, 12m by days. Default: 24h.")
  private UsagePeriod period = UsagePeriod.DAY;

  @Mixin private CsvOption csv = new CsvOption();

  /** Creates the command. */
  public UsageCommand(ManagementRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    return runner.run(
        management,
        session -> {
          boolean asCsv = csv.isChosen(session.printer());
          print(session.printer(), read(session), asCsv);
        });
  }

  private UsageReport read(ManagementSession session) {
    return session.services().usage().report(session.operator(), scope.toScope(), period);
  }

  private static void print(RecordPrinter printer, UsageReport report, boolean asCsv) {
    if (asCsv) {
      UsageTables.printSteps(printer.csv(), report.series());
    } else if (printer.printsJson()) {
      printer.printObject(UsageFormats.membersOf(report));
    } else {
      UsageTables.print(printer, report);
    }
  }
}
