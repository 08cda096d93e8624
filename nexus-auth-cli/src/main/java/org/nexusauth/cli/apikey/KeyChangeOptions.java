package org.nexusauth.cli.apikey;

import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.cli.management.VersionOption;
import org.nexusauth.management.access.ExpectedVersion;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which key is replaced, and in which version. */
final class KeyChangeOptions {

  @Mixin private ManagementOptions management = new ManagementOptions();

  @Mixin private KeyOptions key = new KeyOptions();

  @Mixin private VersionOption version = new VersionOption();

  @Option(
      names = "--idempotency-key",
      paramLabel = "TEXT",
      description =
          "A text of your own for this request: the same request with it creates no second key within"
              + " 24 hours, and exits with 6.")
  private @Nullable String idempotencyKey;

  ManagementOptions management() {
    return management;
  }

  KeyOptions key() {
    return key;
  }

  ExpectedVersion version() {
    return version.expected();
  }

  @Nullable String idempotencyKey() {
    return idempotencyKey;
  }
}
