package org.nexusauth.cli.apikey;

import java.time.Duration;
import org.nexusauth.cli.option.DurationConverter;
import org.nexusauth.management.apikey.KeyRotationRequest;
import picocli.CommandLine.Option;

/** How long the old key of a rotation is valid. */
final class RotationOptions {

  @Option(
      names = "--grace",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "How long the old key stays valid after the first use of the new one, for example PT1H; 0"
              + " for not at all. Default: PT24H.")
  private Duration grace = Duration.ofHours(24);

  @Option(
      names = "--deadline",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "How long the old key stays valid from now on, whether the new one is used or not; P30D"
              + " at most. Default: P30D.")
  private Duration deadline = Duration.ofDays(30);

  KeyRotationRequest toOrder() {
    return new KeyRotationRequest(grace, deadline);
  }
}
