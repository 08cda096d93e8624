package org.nexusauth.management.apikey;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ClaimNames;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.management.plan.ConfiguredPlans;

/**
 * How keys are issued here.
 *
 * @param issuer the {@code iss}, and the audience
 * @param claimNames the names of the contract's claims
 * @param prefix the text before each key; empty for none
 * @param presets what keys of each environment get
 * @param maxLifetime {@code nexus.auth.verify.max.lifetime}; null for no such limit
 * @param signingKey returns the key that signs now; throws {@link
 *     org.nexusauth.management.problem.ManagementException} when there is none
 * @param plans the plans of the settings
 */
public record KeyIssuanceSettings(
    String issuer,
    ClaimNames claimNames,
    String prefix,
    EnvironmentPresets presets,
    @Nullable Duration maxLifetime,
    Supplier<SigningKey> signingKey,
    ConfiguredPlans plans) {

  /** Makes settings without limits. */
  public KeyIssuanceSettings(
      String issuer,
      ClaimNames claimNames,
      String prefix,
      EnvironmentPresets presets,
      @Nullable Duration maxLifetime,
      Supplier<SigningKey> signingKey) {
    this(issuer, claimNames, prefix, presets, maxLifetime, signingKey, ConfiguredPlans.NONE);
  }

  /** Returns the longest lifetime that a new key may have. */
  public Duration longestLifetime() {
    Duration longest = presets.longestLifetime();
    if (maxLifetime == null || longest.compareTo(maxLifetime) < 0) {
      return longest;
    }
    return maxLifetime;
  }
}
