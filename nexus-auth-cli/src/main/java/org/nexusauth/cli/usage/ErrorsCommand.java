package org.nexusauth.cli.usage;

import static org.nexusauth.cli.usage.UsageFormats.DENIAL;

import java.util.concurrent.Callable;
import org.nexusauth.cli.management.ListOptions;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.management.ManagementSession;
import org.nexusauth.cli.terminal.Version;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DeniedRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists denied requests. */
@Command(
    name = "errors",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Lists the requests of an organization, an integration or a key that were denied although"
            + " the key was genuine, the newest first, with the exact cause.",
    footerHeading = "%nExample:%n",
    footer = {
      "  nexus-auth errors org_1 --reason key_expired",
      "  nexus-auth errors org_1 --request-id 0f3c9a --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong options or values",
      "4:a store is missing, failed or cannot be reached",
      "5:there is no such organization or integration"
    })
public final class ErrorsCommand implements Callable<Integer> {

  private final ManagementRunner runner;

  @Mixin private ManagementOptions management = new ManagementOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();
  @Mixin private DenialFilter filter = new DenialFilter();
  @Mixin private ListOptions list = new ListOptions();
  @Mixin private CsvOption csv = new CsvOption();

  /** Creates the command. */
  public ErrorsCommand(ManagementRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    return runner.run(
        management,
        session -> {
          if (csv.isChosen(session.printer())) {
            session.printer().printCsv(DENIAL, list.limit(), page -> read(session, page));
          } else {
            session.printer().printList(DENIAL, list.limit(), page -> read(session, page));
          }
        });
  }

  private ResultPage<DeniedRequest> read(ManagementSession session, PageRequest page) {
    DenialPage found =
        session
            .services()
            .usage()
            .listDenials(
                session.operator(), filter.toQuery(scope.toScope(), page, session.printer().now()));
    return new ResultPage<>(found.denials(), found.next());
  }
}
