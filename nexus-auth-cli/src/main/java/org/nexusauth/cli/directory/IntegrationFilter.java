package org.nexusauth.cli.directory;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.store.IntegrationQuery;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which integrations are listed. */
final class IntegrationFilter {

  @Mixin private OwnerOption owner = new OwnerOption();

  @Option(names = "--agent", paramLabel = "ID", description = "Only those of this agent.")
  private @Nullable String agent;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those that are enabled, or only those that are disabled.")
  private @Nullable IntegrationState state;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only those whose name or id contains this text.")
  private @Nullable String text;

  IntegrationQuery toQuery() {
    Boolean disabled = null;
    if (state != null) {
      disabled = state == IntegrationState.DISABLED;
    }
    return new IntegrationQuery(owner.organization(), agent, disabled, text);
  }
}
