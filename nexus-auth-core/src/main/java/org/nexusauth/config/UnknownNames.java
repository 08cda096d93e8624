package org.nexusauth.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.nexusauth.internal.LogSanitizer;

/** Looks for names under {@code nexus.auth.} that nobody knows: a typing error must not pass. */
final class UnknownNames {
  private static final String REVOCATION = Setting.PREFIX + "revocation.";

  /** What the same properties began with before. */
  private static final String STATUS = Setting.PREFIX + "status.";

  private UnknownNames() {}

  /** Stops the start when a source has a name of before, or one that somebody wrote is unknown. */
  static void refuse(Configuration configuration) {
    refuseRenamed(configuration);
    Set<String> ofStores = StoreProperties.loadNames();
    for (PropertySource source : configuration.sources()) {
      source.names().stream()
          .filter(name -> isUnknown(name, ofStores))
          .sorted()
          .findFirst()
          .ifPresent(
              name -> {
                String origin = source.find(name).map(Property::origin).orElse(source.toString());
                throw new ConfigurationException(
                    "%s (%s): there is no such property; did you mean %s?"
                        .formatted(LogSanitizer.sanitize(name), origin, nearest(name, ofStores)));
              });
    }
  }

  /** In every source: a setting that is not read any more must not be lost in silence. */
  private static void refuseRenamed(Configuration configuration) {
    for (Setting setting : Setting.values()) {
      String name = setting.property();
      if (name.startsWith(REVOCATION)) {
        String before = STATUS + name.substring(REVOCATION.length());
        configuration
            .find(before)
            .ifPresent(
                found -> {
                  throw new ConfigurationException(
                      "%s (%s): this property is named %s now; rename it"
                          .formatted(before, found.origin(), name));
                });
      }
    }
  }

  /** Returns the unknown names among the system properties, which are only warned of. */
  static List<String> inSystemProperties() {
    List<String> names = new ArrayList<>(System.getProperties().stringPropertyNames());
    Set<String> ofStores = StoreProperties.loadNames();
    names.removeIf(name -> !isUnknown(name, ofStores));
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /** Returns the known name with the fewest edits between it and this one. */
  static String nearest(String name, Set<String> ofStores) {
    return Stream.concat(Arrays.stream(Setting.values()).map(Setting::property), ofStores.stream())
        .min(Comparator.comparingInt(known -> distance(known, name)))
        .orElseThrow();
  }

  private static boolean isUnknown(String name, Set<String> ofStores) {
    return name.startsWith(Setting.PREFIX)
        && Setting.named(name).isEmpty()
        && !ofStores.contains(name);
  }

  /** Levenshtein's distance, one row at a time. */
  private static int distance(String a, String b) {
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
