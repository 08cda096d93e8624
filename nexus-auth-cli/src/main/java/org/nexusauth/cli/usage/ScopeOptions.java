package org.nexusauth.cli.usage;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.usage.store.UsageScope;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose requests are shown. */
final class ScopeOptions {

  @Parameters(paramLabel = "ORGANIZATION", description = "The id of the organization.")
  private @Nullable String organization;

  @Option(
      names = "--integration",
      paramLabel = "ID",
      description = "Only those of one integration of it.")
  private @Nullable String integration;

  @Option(
      names = "--key",
      paramLabel = "ID",
      description = "Only those of one key; --integration says of which integration it is.")
  private @Nullable String key;

  UsageScope toScope() {
    if (key != null && integration == null) {
      throw CliException.usage(
          "the id of a key means something within its integration: add --integration");
    }
    return new UsageScope(Objects.requireNonNull(organization), integration, key);
  }
}
