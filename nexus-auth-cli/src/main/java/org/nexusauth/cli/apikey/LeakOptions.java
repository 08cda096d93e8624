package org.nexusauth.cli.apikey;

import picocli.CommandLine.Option;

/** What is done about a leaked key. */
final class LeakOptions {

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "Where it was found, for the audit log. Default: command line.")
  private String source = "command line";

  @Option(names = "--keep-valid", description = "Mark it as exposed and do not revoke it yet.")
  private boolean keepValid;

  String source() {
    return source;
  }

  boolean revokes() {
    return !keepValid;
  }
}
