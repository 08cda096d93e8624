package org.nexusauth.cli.plan;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ManagementOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which plan a command is about. */
final class PlanOptions {

  @Mixin private ManagementOptions management = new ManagementOptions();

  @Parameters(paramLabel = "NAME", description = "Its name, as list prints it.")
  private @Nullable String name;

  ManagementOptions management() {
    return management;
  }

  String name() {
    return Objects.requireNonNull(name);
  }
}
