package org.nexusauth.cli.alert;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.DurationConverter;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSubject;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Of what people are not to be notified. */
final class MuteOptions {

  @Parameters(paramLabel = "RULE", description = "The rule, for example traffic-spike.")
  private @Nullable AlertKind kind;

  @Option(
      names = "--organization",
      required = true,
      paramLabel = "ID",
      description = "The organization.")
  private @Nullable String organization;

  @Option(
      names = "--integration",
      paramLabel = "ID",
      description = "One integration of it, with its keys. Default: the whole organization.")
  private @Nullable String integration;

  @Option(
      names = "--key",
      paramLabel = "ID",
      description = "One key of the integration. Default: the whole integration.")
  private @Nullable String key;

  @Option(
      names = "--for",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "For how long, PT1M to P365D. Default: until it is lifted.")
  private @Nullable Duration period;

  AlertKind kind() {
    return Objects.requireNonNull(kind);
  }

  AlertSubject toSubject() {
    return new AlertSubject(Objects.requireNonNull(organization), integration, key);
  }

  @Nullable Duration period() {
    return period;
  }
}
