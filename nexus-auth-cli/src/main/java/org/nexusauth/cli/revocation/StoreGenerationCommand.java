package org.nexusauth.cli.revocation;

import java.util.concurrent.Callable;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.cli.store.CommandStore;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.cli.terminal.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a store's generation, or renews it. */
@Command(
    name = "generation",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Prints the generation of a store, by which nodes recognize it. With --renew gives it a new"
          + " one: do that after the store was restored from a backup. Nodes that have read the"
          + " former generation then deny every key until they are restarted."
    },
    footerHeading = "%nExample:%n",
    footer = "  nexus-auth generation --store jdbc:postgresql://db.example.com/app --renew",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the generation is printed",
      "2:wrong options or values",
      "3:the password file cannot be read",
      "4:the store failed, or must not be used as it is; the message says why"
    })
public final class StoreGenerationCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(names = "--renew", description = "Give the store a new generation, and print it.")
  private boolean renew;

  /** Creates the command for a console. */
  public StoreGenerationCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandStore opened = CommandStore.of(store, console);
    console.out().println("generation " + generationOf(opened));
    return ExitCode.OK;
  }

  private String generationOf(CommandStore opened) {
    if (renew) {
      return opened.renewGeneration();
    }
    return opened.withFeed(ChangeLogSummary::readGeneration);
  }
}
