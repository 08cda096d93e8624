package org.nexusauth.cli.directory;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which agent or integration of which organization a command is about. */
final class MemberOptions {

  @Parameters(paramLabel = "ID", description = "Its id.")
  private @Nullable String id;

  @Option(
      names = "--organization",
      required = true,
      paramLabel = "ID",
      description = "The organization that it belongs to.")
  private @Nullable String organization;

  String id() {
    return Objects.requireNonNull(id);
  }

  String organization() {
    return Objects.requireNonNull(organization);
  }
}
