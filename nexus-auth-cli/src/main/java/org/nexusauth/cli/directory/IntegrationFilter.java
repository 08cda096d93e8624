package org.nexusauth.cli.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.DurationConverter;
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

  @Option(names = "--expiring", description = "Only those with a key that expires within 14 days.")
  private boolean expiring;

  @Option(
      names = "--unused-for",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "Only those that are as old as this, for example P90D, and of which no key was used"
              + " since.")
  private @Nullable Duration unusedFor;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only those whose name or id contains this text.")
  private @Nullable String text;

  IntegrationQuery toQuery(Instant now) {
    Boolean disabled = null;
    if (state != null) {
      disabled = state == IntegrationState.DISABLED;
    }
    Boolean onlyExpiring = null;
    if (expiring) {
      onlyExpiring = true;
    }
    Instant unusedSince = Optional.ofNullable(unusedFor).map(now::minus).orElse(null);
    return new IntegrationQuery(
        owner.organization(), agent, disabled, onlyExpiring, unusedSince, text, now);
  }
}
