package org.nexusauth.cli.directory;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which organization a command is about. */
final class OwnerOption {

  @Option(
      names = "--organization",
      required = true,
      paramLabel = "ID",
      description = "The organization.")
  private @Nullable String organization;

  String organization() {
    return Objects.requireNonNull(organization);
  }
}
