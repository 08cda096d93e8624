package org.nexusauth.benchmarks.peer;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.benchmarks.exchange.FilterExchange;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.PropertySource;
import org.nexusauth.filter.ApiKeyFilter;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.VerificationResult;
import org.nexusauth.verify.VerificationResult.Verified;

/** Ours: the values of the header in, a verified key out. */
public final class NexusCheck implements KeyCheck {
  private final ApiKeyVerifier verifier;

  private NexusCheck(ApiKeyVerifier verifier) {
    this.verifier = verifier;
  }

  /** Returns a check that keeps no verified keys. */
  static NexusCheck cold(Trust trust) {
    return create(trust, Map.of("nexus.auth.cache.size", "0"));
  }

  /**
   * Returns the check of a servlet filter.
   *
   * @param trust what is trusted
   * @param cacheSize how many verified keys the filter keeps
   */
  static KeyCheck filter(Trust trust, int cacheSize) {
    Map<String, String> settings =
        settings(trust, Map.of("nexus.auth.cache.size", String.valueOf(cacheSize)));
    return new FilterExchange(ApiKeyFilter.of(ApiKeyGate.builder(settings).build()))::send;
  }

  /**
   * Returns a check.
   *
   * @param trust what is trusted
   * @param more settings besides
   */
  public static NexusCheck create(Trust trust, Map<String, String> more) {
    Configuration configuration =
        Configuration.of(PropertySource.of("code", settings(trust, more)));
    return new NexusCheck(
        ApiKeyVerifier.create(
            GateSettings.from(configuration),
            Clock.systemUTC(),
            NexusCheck.class.getClassLoader()));
  }

  /** Returns the settings of a gate with this trust. */
  public static Map<String, String> settings(Trust trust, Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>(more);
    if (!trust.provider().isEmpty()) {
      settings.put("nexus.auth.verify.provider", trust.provider());
    }
    settings.put("nexus.auth.verify.keys", trust.jwks());
    settings.put("nexus.auth.verify.issuer", trust.issuer());
    settings.put("nexus.auth.verify.audiences", trust.audience());
    return settings;
  }

  /** Verifies as a filter does, and returns the verdict. */
  public VerificationResult verify(String key) {
    return verifier.verify(List.of(key));
  }

  @Override
  public Object check(String key) {
    if (verify(key) instanceof Verified verified) {
      return verified;
    }
    throw new IllegalArgumentException("denied");
  }
}
