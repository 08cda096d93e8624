package org.nexusauth.cli.alert;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.management.alert.rule.AlertKind;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which rule a command is about. */
final class RuleOptions {

  @Mixin private ManagementOptions management = new ManagementOptions();

  @Parameters(paramLabel = "RULE", description = "The rule, for example traffic-spike.")
  private @Nullable AlertKind kind;

  @Option(
      names = "--organization",
      required = true,
      paramLabel = "ID",
      description = "The organization.")
  private @Nullable String organization;

  ManagementOptions management() {
    return management;
  }

  AlertKind kind() {
    return Objects.requireNonNull(kind);
  }

  String organization() {
    return Objects.requireNonNull(organization);
  }
}
