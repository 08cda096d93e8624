package org.nexusauth.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.nexusauth.internal.LogSanitizer;

/** Finds unknown names under {@code nexus.auth.}: a misspelled setting must not be ignored. */
final class UnknownNames {
  private static final String RENAMED_PREFIX = Setting.PREFIX + "revocation.";

  /** The former prefix of the same properties. */
  private static final String FORMER_PREFIX = Setting.PREFIX + "status.";

  private UnknownNames() {}

  /**
   * Checks the names of all sources.
   *
   * @throws ConfigurationException when one is unknown or a former name
   */
  static void requireNone(Configuration configuration) {
    requireNoFormerName(configuration);
    Set<String> moduleNames = ContributedProperties.loadAllNames();
    for (PropertySource source : configuration.sources()) {
      source.names().stream()
          .filter(name -> isUnknown(name, moduleNames))
          .sorted()
          .findFirst()
          .ifPresent(
              name -> {
                String origin =
                    source.find(name).map(GivenProperty::origin).orElse(source.toString());
                throw new ConfigurationException(
                    "%s (%s): there is no such property; did you mean %s?"
                        .formatted(
                            LogSanitizer.sanitize(name), origin, findNearest(name, moduleNames)));
              });
    }
  }

  /** Looks in every source: a setting that is no longer read must not be ignored silently. */
  private static void requireNoFormerName(Configuration configuration) {
    for (Setting setting : Setting.values()) {
      String name = setting.property();
      if (name.startsWith(RENAMED_PREFIX)) {
        String former = FORMER_PREFIX + name.substring(RENAMED_PREFIX.length());
        configuration
            .find(former)
            .ifPresent(
                found -> {
                  throw new ConfigurationException(
                      "%s (%s): this property is named %s now; rename it (in the environment: %s)"
                          .formatted(former, found.origin(), name, environmentName(name)));
                });
      }
    }
  }

  private static String environmentName(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** Returns the unknown names among the system properties, which only cause a warning. */
  static List<String> inSystemProperties() {
    List<String> names = new ArrayList<>(System.getProperties().stringPropertyNames());
    Set<String> moduleNames = ContributedProperties.loadAllNames();
    names.removeIf(name -> !isUnknown(name, moduleNames));
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /** Returns the known name with the fewest edits between it and this one. */
  static String findNearest(String name, Set<String> moduleNames) {
    return Stream.concat(
            Arrays.stream(Setting.values()).map(Setting::property), moduleNames.stream())
        .min(Comparator.comparingInt(known -> editDistance(known, name)))
        .orElseThrow();
  }

  private static boolean isUnknown(String name, Set<String> moduleNames) {
    return name.startsWith(Setting.PREFIX)
        && Setting.findByName(name).isEmpty()
        && !moduleNames.contains(name);
  }

  /** Returns the Levenshtein distance. */
  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
