package org.nexusauth.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says a store's generation, or gives it another one. */
@Command(
    name = "generation",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Says the generation of a store, which nodes know it by; with --renew gives it another one,"
          + " after it was restored from a copy: nodes that knew the former one refuse every key"
          + " until they are started anew."
    },
    footerHeading = "%nExample:%n",
    footer = "  nexus-auth generation --store jdbc:postgresql://db.example.com/app --renew",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the generation is printed",
      "2:wrong options or values",
      "3:the password's file is of no use",
      "4:the store failed, or must not be used as it is; it says why"
    })
final class GenerationCommand implements Callable<Integer> {

  private final Console terminal;

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(names = "--renew", description = "Give the store another one, and say it.")
  private boolean renew;

  GenerationCommand(Console terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    OpenedStore opened = OpenedStore.of(store, terminal);
    String generation =
        renew ? opened.renewGeneration() : opened.open(feed -> ChangeLogReader.generation(feed));
    terminal.out().println("generation " + generation);
    return ExitCode.OK;
  }
}
