package org.nexusauth.jaxrs;

import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.Property;
import org.nexusauth.config.Setting;
import org.nexusauth.path.PathRules;

/**
 * Which requests the settings guard, annotated or not.
 *
 * @param all true when every request is guarded that is not excluded
 * @param passPreflight true when CORS preflight requests are not
 * @param paths the exclusions, and the rules that guard their paths
 */
record ProtectionScope(boolean all, boolean passPreflight, PathRules paths) {

  static ProtectionScope of(GateSettings settings) {
    return new ProtectionScope(settings.protectAll(), settings.passPreflight(), settings.paths());
  }

  /** Reads what an application asks that leaves the keys to a filter: it must hold all the same. */
  static ProtectionScope of(Configuration configuration) {
    return new ProtectionScope(asksForAll(configuration), false, paths(configuration));
  }

  /** Returns whether anything is guarded, so that there must be keys. */
  static boolean isAskedFor(Configuration configuration) {
    return asksForAll(configuration) || configuration.find(Setting.PATHS_PERMISSIONS).isPresent();
  }

  private static boolean asksForAll(Configuration configuration) {
    return configuration
        .find(Setting.JAXRS_PROTECT)
        .filter(given -> !given.value().strip().equals("annotated"))
        .isPresent();
  }

  private static PathRules paths(Configuration configuration) {
    Property given =
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
    return configuration.find(setting).map(Property::value).orElse("");
  }

  /** Returns whether any request is guarded. */
  boolean isAny() {
    return all || paths.hasRules();
  }

  /** An error page runs whoever asked; it must not be an error of its own. */
  boolean includes(JaxrsRequest exchange) {
    if (!isAny() || exchange.isErrorPage()) {
      return false;
    }
    String path = exchange.path();
    if (paths.excludes(path) || (passPreflight && exchange.isPreflight())) {
      return false;
    }
    return all || paths.hasRuleFor(exchange.method(), path);
  }
}
