package org.nexusauth.cli.alert;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.AlertFilter;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.model.alert.AlertState;
import picocli.CommandLine.Option;

/** Which alerts are listed. */
final class AlertFilterOptions {

  @Option(
      names = "--organization",
      paramLabel = "ID",
      description = "Only those of one organization.")
  private @Nullable String organization;

  @Option(
      names = "--integration",
      paramLabel = "ID",
      description = "Only those about one integration, or one of its keys.")
  private @Nullable String integration;

  @Option(names = "--key", paramLabel = "ID", description = "Only those about a key of this id.")
  private @Nullable String key;

  @Option(
      names = "--kind",
      paramLabel = "RULE",
      description = "Only those of one rule, for example traffic-spike.")
  private @Nullable AlertKind kind;

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      description = "Only those of one severity: info, warning or critical.")
  private @Nullable AlertSeverity severity;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those in one state: open, acknowledged or closed.")
  private @Nullable AlertState state;

  AlertFilter toFilter() {
    return new AlertFilter(organization, integration, key, kind, severity, state);
  }
}
