package org.nexusauth.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Returns the values that modules offer for the location of the keys, as text. */
  static List<String> describeKeysLocations(Configuration configuration) {
    return load(contributor -> contributor.describeKeysLocation(configuration).stream())
        .sorted()
        .toList();
  }

  private static Set<String> loadNames() {
    return load(contributor -> contributor.properties().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> load(Function<PropertyContributor, Stream<String>> texts) {
    ClassLoader loader =
        Objects.requireNonNullElse(
            Thread.currentThread().getContextClassLoader(),
            ContributedProperties.class.getClassLoader());
    try {
      return ServiceLoader.load(PropertyContributor.class, loader).stream()
          .flatMap(found -> texts.apply(found.get()))
          .toList()
          .stream();
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a PropertyContributor in META-INF/services cannot be loaded; correct the entry or the"
              + " class path: "
              + e.getMessage());
    }
  }
}
