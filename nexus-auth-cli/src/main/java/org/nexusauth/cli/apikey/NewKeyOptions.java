package org.nexusauth.cli.apikey;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.DurationConverter;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.Environment;
import picocli.CommandLine.Option;

/** What a new key is to be. */
final class NewKeyOptions {

  @Option(
      names = "--organization",
      required = true,
      paramLabel = "ID",
      description = "The organization of the integration.")
  private @Nullable String organization;

  @Option(
      names = "--integration",
      required = true,
      paramLabel = "ID",
      description = "The integration that calls with it, which must be enabled.")
  private @Nullable String integration;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "TEXT",
      description = "Its name, 1 to 80 characters.")
  private @Nullable String name;

  @Option(
      names = "--environment",
      required = true,
      paramLabel = "ENV",
      description =
          "Where it is used: development, staging or production. Each has a lifetime and a plan, as"
              + " NEXUS_AUTH_MANAGEMENT_ENVIRONMENTS says.")
  private @Nullable Environment environment;

  @Option(
      names = "--permission",
      split = ",",
      paramLabel = "P",
      description =
          "A permission, for example read, one at least; repeat it or use commas for more.")
  private String[] permissions = {};

  @Option(
      names = "--lifetime",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "How long it is valid: seconds or ISO-8601, for example P30D. Default: the environment's.")
  private @Nullable Duration lifetime;

  @Option(
      names = "--plan",
      paramLabel = "NAME",
      description = "Its plan. Default: the environment's.")
  private @Nullable String plan;

  @Option(
      names = "--idempotency-key",
      paramLabel = "TEXT",
      description =
          "A text of your own for this request: the same request with it creates no second key within"
              + " 24 hours, and exits with 6.")
  private @Nullable String idempotencyKey;

  NewKeyRequest toOrder() {
    return new NewKeyRequest(
        Objects.requireNonNull(organization),
        Objects.requireNonNull(integration),
        Objects.requireNonNull(name),
        Objects.requireNonNull(environment),
        List.of(permissions),
        lifetime,
        plan);
  }

  @Nullable String idempotencyKey() {
    return idempotencyKey;
  }
}
