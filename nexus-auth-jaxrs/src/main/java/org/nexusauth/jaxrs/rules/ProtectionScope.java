package org.nexusauth.jaxrs.rules;

import java.util.function.BooleanSupplier;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.Setting;
import org.nexusauth.path.PathRules;

/**
 * Which requests the settings protect, annotated or not. Immutable.
 *
 * @param all true when every request is protected that is not excluded
 * @param passPreflight true when CORS preflight requests are not
 * @param paths the exclusions, and the rules that protect their paths
 */
public record ProtectionScope(boolean all, boolean passPreflight, PathRules paths) {

  /** Returns the scope of a gate's settings. */
  public static ProtectionScope of(GateSettings settings) {
    return new ProtectionScope(settings.protectAll(), settings.passPreflight(), settings.paths());
  }

  /**
   * Returns the scope of an application that leaves the keys to a filter, so has no gate settings.
   *
   * @throws ConfigurationException when the path rules are wrong
   */
  public static ProtectionScope of(Configuration configuration) {
    return new ProtectionScope(protectsAll(configuration), false, parsePathRules(configuration));
  }

  private static boolean protectsAll(Configuration configuration) {
    return configuration
        .find(Setting.JAXRS_PROTECT)
        .filter(given -> !given.value().strip().equals("annotated"))
        .isPresent();
  }

  private static PathRules parsePathRules(Configuration configuration) {
    GivenProperty given =
        configuration
            .find(Setting.PATHS_PERMISSIONS)
            .or(() -> configuration.find(Setting.PATHS_EXCLUDE))
            .orElse(null);
    if (given == null) {
      return PathRules.NONE;
    }
    try {
      return PathRules.parse(
          value(configuration, Setting.PATHS_EXCLUDE),
          value(configuration, Setting.PATHS_PERMISSIONS));
    } catch (IllegalArgumentException e) {
      throw ConfigurationException.of(given, String.valueOf(e.getMessage()));
    }
  }

  private static String value(Configuration configuration, Setting setting) {
    return configuration.find(setting).map(GivenProperty::value).orElse("");
  }

  /** Returns whether any request is protected. */
  public boolean protectsAny() {
    return all || paths.hasRules();
  }

  /** Returns whether a request is protected; {@code preflight} is read only when it matters. */
  public boolean includesRequest(String method, String path, BooleanSupplier preflight) {
    if (!protectsAny() || paths.excludes(path) || (passPreflight && preflight.getAsBoolean())) {
      return false;
    }
    return all || paths.hasRuleFor(method, path);
  }
}
