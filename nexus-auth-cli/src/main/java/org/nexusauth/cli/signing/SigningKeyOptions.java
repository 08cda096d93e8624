package org.nexusauth.cli.signing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.VersionOption;
import org.nexusauth.management.access.ExpectedVersion;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which signing key a command is about. */
final class SigningKeyOptions {

  @Parameters(paramLabel = "KID", description = "Its id, as list prints it.")
  private @Nullable String id;

  @Mixin private VersionOption version = new VersionOption();

  String id() {
    return Objects.requireNonNull(id);
  }

  ExpectedVersion version() {
    return version.expected();
  }
}
