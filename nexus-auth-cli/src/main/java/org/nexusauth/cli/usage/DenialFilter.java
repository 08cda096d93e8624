package org.nexusauth.cli.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.InstantConverter;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.UsageScope;
import picocli.CommandLine.Option;

/** Which denied requests are printed. */
final class DenialFilter {

  /** The clocks of nodes may be ahead. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  @Option(
      names = "--reason",
      converter = ReasonConverter.class,
      split = ",",
      paramLabel = "CODE",
      description =
          "Only those for a reason, for example key_expired; repeat it or use commas for more.")
  private Reason[] reasons = {};

  @Option(
      names = "--from",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "Only those at this time or later, for example 2027-01-31T00:00:00Z.")
  private Instant from = Instant.EPOCH;

  @Option(
      names = "--to",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "Only those before this time.")
  private @Nullable Instant to;

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "Only that of one request: the X-Request-ID of its answer.")
  private @Nullable String requestId;

  DenialQuery toQuery(UsageScope scope, PageRequest page, Instant now) {
    return new DenialQuery(
        scope,
        new LinkedHashSet<>(List.of(reasons)),
        from,
        Objects.requireNonNullElse(to, now.plus(CLOCK_SKEW)),
        requestId,
        page.cursor(),
        page.limit());
  }
}
