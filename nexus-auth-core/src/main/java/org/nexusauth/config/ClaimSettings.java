package org.nexusauth.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is required of a key's header and claims.
 *
 * @param names the names of the contract's claims
 * @param issuer the one accepted {@code iss}, or null to accept any
 * @param audiences {@code aud} must hold one of these; empty accepts any
 * @param types {@code typ} must be one of these; empty accepts any
 * @param skew how far the clocks of issuer and verifier may be apart
 * @param expiryRequired whether {@code exp} is required
 * @param maxLifetime the longest {@code exp − iat}, or null for any
 */
public record ClaimSettings(
    ClaimNames names,
    @Nullable String issuer,
    Set<String> audiences,
    Set<String> types,
    Duration skew,
    boolean expiryRequired,
    @Nullable Duration maxLifetime) {

  private static final Duration MAX_SKEW = Duration.ofMinutes(10);
  private static final Duration MAX_LIFETIME = Duration.ofDays(36_500);

  /** Copies the sets; their order stays. */
  public ClaimSettings {
    audiences = Collections.unmodifiableSet(new LinkedHashSet<>(audiences));
    types = Collections.unmodifiableSet(new LinkedHashSet<>(types));
  }

  static ClaimSettings from(SettingsReader settings) {
    return new ClaimSettings(
        ClaimNames.from(settings),
        settings.readText(Setting.VERIFY_ISSUER).orElse(null),
        settings.readList(Setting.VERIFY_AUDIENCES),
        settings.readList(Setting.VERIFY_TYPES),
        settings
            .readDuration(Setting.VERIFY_CLOCK_SKEW, Duration.ZERO, MAX_SKEW)
            .orElse(Duration.ofMinutes(1)),
        settings.readChoice(Setting.VERIFY_EXPIRY_REQUIRED, "false", "true", true),
        settings
            .readDuration(Setting.VERIFY_MAX_LIFETIME, Duration.ofSeconds(1), MAX_LIFETIME)
            .orElse(null));
  }
}
