package org.nexusauth.cli.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.DurationConverter;
import org.nexusauth.cli.option.InstantConverter;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.store.ApiKeyQuery;
import picocli.CommandLine.Option;

/** Which keys are listed. */
final class KeyFilter {

  @Option(
      names = "--organization",
      required = true,
      paramLabel = "ID",
      description = "The organization.")
  private @Nullable String organization;

  @Option(
      names = "--integration",
      paramLabel = "ID",
      description = "Only those of one integration.")
  private @Nullable String integration;

  @Option(names = "--agent", paramLabel = "ID", description = "Only those of one agent.")
  private @Nullable String agent;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Only those in one state: active, expiring, expired, retiring, revoked,"
              + " integration-disabled or agent-restricted.")
  private @Nullable KeyState state;

  @Option(
      names = "--expires-before",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "Only those that expire before this time, for example 2027-01-31T00:00:00Z.")
  private @Nullable Instant expiresBefore;

  @Option(
      names = "--unused-for",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "Only those that are as old as this, for example P90D, and unused since.")
  private @Nullable Duration unusedFor;

  @Option(
      names = "--plan",
      paramLabel = "NAME",
      description = "Only those that have this plan; default for those without another.")
  private @Nullable String plan;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description =
          "Only those whose name or id contains this text, or whose last four characters it is.")
  private @Nullable String text;

  ApiKeyQuery toQuery(Instant now) {
    Instant unusedSince = Optional.ofNullable(unusedFor).map(now::minus).orElse(null);
    return new ApiKeyQuery(
        Objects.requireNonNull(organization),
        integration,
        agent,
        state,
        expiresBefore,
        unusedSince,
        text,
        plan,
        now);
  }
}
