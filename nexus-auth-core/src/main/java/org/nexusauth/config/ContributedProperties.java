package org.nexusauth.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** The properties that other modules on the class path define, stores aside. */
final class ContributedProperties {
  private ContributedProperties() {}

  /** Returns the names that modules and stores define. */
  static Set<String> loadAllNames() {
    Set<String> names = new LinkedHashSet<>(StoreProperties.loadNames());
    names.addAll(loadNames());
    return names;
  }

  /** Reads those that are set; their modules check the values. */
  static List<GivenProperty> read(SettingsReader settings) {
    return loadNames().stream()
        .sorted()
        .flatMap(name -> settings.readProperty(name).stream())
        .toList();
  }

  private static Set<String> loadNames() {
    ClassLoader loader =
        Objects.requireNonNullElse(
            Thread.currentThread().getContextClassLoader(),
            ContributedProperties.class.getClassLoader());
    try {
      return ServiceLoader.load(PropertyContributor.class, loader).stream()
          .flatMap(found -> found.get().properties().stream())
          .collect(Collectors.toUnmodifiableSet());
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a PropertyContributor in META-INF/services cannot be loaded; correct the entry or the"
              + " class path: "
              + e.getMessage());
    }
  }
}
