package org.nexusauth.cli.revocation;

import java.util.concurrent.Callable;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.cli.store.CommandStore;
import org.nexusauth.cli.store.LimitDatabase;
import org.nexusauth.cli.store.RecordDatabase;
import org.nexusauth.cli.store.UsageDatabase;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.cli.terminal.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets a store up. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Sets up an empty store: its tables, where it has tables, and its generation, by which nodes"
          + " recognize it. Redis must be set up once before a node starts; a database is set up"
          + " when a node starts, if its user may create tables. Running it twice changes nothing.",
      "No other command creates a database or tables."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  nexus-auth init --store redis://cache.example.com --user keys",
      "  nexus-auth init --records --store jdbc:h2:file:/var/lib/nexus/keys"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the store is set up",
      "2:wrong options or values",
      "3:the password file cannot be read",
      "4:the store failed, or must not be used as it is; the message says why"
    })
public final class InitCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--records",
      description =
          "Create the tables of records, too, which organization, agent, integration, key,"
              + " signing-key and audit need. Only in a database.")
  private boolean records;

  @Option(
      names = "--limits",
      description =
          "Create the tables of limits, too, which nodes share by nexus.auth.limit.store=jdbc. Only"
              + " in a database.")
  private boolean limits;

  @Option(
      names = "--usage",
      description =
          "Create the tables of usage, too, which nexus.auth.usage.store=jdbc counts in. Only in a"
              + " database.")
  private boolean usage;

  /** Creates the command for a console. */
  public InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (records) {
      RecordDatabase.of(store.chooseRecordStore(console)).createTables();
    }
    if (limits) {
      LimitDatabase.of(store.chooseRecordStore(console)).createTables();
    }
    if (usage) {
      UsageDatabase.of(store.chooseRecordStore(console)).createTables();
    }
    console.out().println("generation " + CommandStore.of(store, console).init());
    return ExitCode.OK;
  }
}
