package org.nexusauth.cli.management;

import org.nexusauth.cli.terminal.CliException;
import picocli.CommandLine.Option;

/** How much of a list is printed. */
public final class ListOptions {

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many are listed at most. Default: 100.")
  private int limit = 100;

  /** Returns how many records are listed at most. */
  public int limit() {
    if (limit < 1) {
      throw CliException.usage("--limit must be 1 or more");
    }
    return limit;
  }
}
