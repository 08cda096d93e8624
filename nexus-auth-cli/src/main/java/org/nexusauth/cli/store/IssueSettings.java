package org.nexusauth.cli.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.PropertySource;
import org.nexusauth.config.Setting;
import org.nexusauth.management.ManagementSettings;
import org.nexusauth.management.plan.ConfiguredPlans;

/**
 * The settings of issue and verification, as the application has them.
 *
 * @param configuration all properties
 * @param management the settings of issue; null without an issuer: then nothing can be issued
 * @param plans the plans of limits that these settings have
 */
record IssueSettings(
    Configuration configuration, @Nullable ManagementSettings management, ConfiguredPlans plans) {

  private static final String FROM_STORE = "store:";

  /** Reads the settings; verification keys are read when a key is to be verified, not before. */
  static IssueSettings from(Configuration configuration) {
    GateSettings gate =
        GateSettings.from(
            Configuration.of(
                sourceOf(Setting.VERIFY_KEYS, "none"), new ConfigurationSource(configuration)));
    ConfiguredPlans plans = ConfiguredPlans.of(gate.limits());
    if (configuration.find(Setting.VERIFY_ISSUER).isEmpty()) {
      return new IssueSettings(configuration, null, plans);
    }
    return new IssueSettings(configuration, ManagementSettings.from(configuration, gate), plans);
  }

  /** Returns whether keys are verified with the signing keys in the store. */
  boolean verifiesByStore() {
    return configuration
        .find(Setting.VERIFY_KEYS_LOCATION)
        .map(location -> location.value().strip().startsWith(FROM_STORE))
        .orElse(!configuration.hasKeys());
  }

  /**
   * Returns the settings that verify keys, for a program that ends after one.
   *
   * @param publishedKeys the keys of the store, if those verify; null if others do
   */
  GateSettings verificationSettings(@Nullable String publishedKeys) {
    PropertySource once = sourceOf(Setting.VERIFY_KEYS_REFRESH, "0");
    PropertySource rest = new ConfigurationSource(configuration);
    if (publishedKeys == null) {
      return GateSettings.from(Configuration.of(once, rest));
    }
    return GateSettings.from(
        Configuration.of(once, sourceOf(Setting.VERIFY_KEYS, publishedKeys), rest));
  }

  private static PropertySource sourceOf(Setting setting, String value) {
    return PropertySource.of("command line", Map.of(setting.property(), value));
  }

  /** A configuration as a source of another one. */
  private record ConfigurationSource(Configuration configuration) implements PropertySource {
    @Override
    public Optional<GivenProperty> find(String name) {
      return configuration.find(name);
    }

    @Override
    public Set<String> names() {
      return Set.of();
    }
  }
}
