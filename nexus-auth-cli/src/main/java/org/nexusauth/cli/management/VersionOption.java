package org.nexusauth.cli.management;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.ExpectedVersion;
import picocli.CommandLine.Option;

/** Which version a record must have for a change to be made. */
public final class VersionOption {

  @Option(
      names = "--if-version",
      paramLabel = "N",
      description =
          "Change it only if its version is still N, as list and show print it; else exit with 6."
              + " Default: whatever its version is.")
  private @Nullable Long version;

  /** Returns the version that the record must have. */
  public ExpectedVersion expected() {
    return new ExpectedVersion(version);
  }
}
