package org.nexusauth.config;

import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.nexusauth.revocation.RevocationStoreProvider;

/** The names of the properties that stores on the class path define. */
final class StoreProperties {
  private StoreProperties() {}

  static Set<String> loadNames() {
    ClassLoader loader =
        Objects.requireNonNullElse(
            Thread.currentThread().getContextClassLoader(), StoreProperties.class.getClassLoader());
    try {
      return ServiceLoader.load(RevocationStoreProvider.class, loader).stream()
          .flatMap(found -> found.get().properties().stream())
          .collect(Collectors.toUnmodifiableSet());
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a RevocationStoreProvider in META-INF/services cannot be loaded; correct the entry or the"
              + " class path: "
              + e.getMessage());
    }
  }
}
