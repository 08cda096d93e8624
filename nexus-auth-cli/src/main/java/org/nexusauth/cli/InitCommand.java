package org.nexusauth.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sets a store up. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Sets an empty store up: tables where it has them, and the generation that tells it from"
          + " another one. A Redis must be set up once before a node starts; a database sets itself"
          + " up at a node's start, where its user may. Twice does no harm."
    },
    footerHeading = "%nExample:%n",
    footer = "  nexus-auth init --store redis://cache.example.com --user keys",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is set up",
      "2:wrong options or values",
      "3:the password's file is of no use",
      "4:the store failed, or must not be used as it is; it says why"
    })
final class InitCommand implements Callable<Integer> {

  private final Console terminal;

  @Mixin private StoreOptions store = new StoreOptions();

  InitCommand(Console terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().println("generation " + OpenedStore.of(store, terminal).init());
    return ExitCode.OK;
  }
}
