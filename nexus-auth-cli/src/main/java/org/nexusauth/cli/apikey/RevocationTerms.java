package org.nexusauth.cli.apikey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.InstantConverter;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.KeyRevocation.Cause;
import picocli.CommandLine.Option;

/** Why and when a key is revoked. */
final class RevocationTerms {

  @Option(
      names = "--cause",
      required = true,
      paramLabel = "CAUSE",
      description = "Why: leaked, unused, owner-left or other.")
  private Cause cause = Cause.OTHER;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, in words for operators; needed for other. Clients do not see it.")
  private String reason = "";

  @Option(
      names = "--at",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "When, for example 2027-01-31T00:00:00Z. Default: immediately.")
  private @Nullable Instant at;

  KeyRevocationRequest toOrder() {
    return new KeyRevocationRequest(cause, reason, at);
  }
}
