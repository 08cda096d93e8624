package org.nexusauth.config;

import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.nexusauth.revocation.RevocationStoreProvider;

/** The names of the properties that stores on the class path bring. */
final class StoreProperties {
  private StoreProperties() {}

  static Set<String> names() {
    ClassLoader loader =
        Objects.requireNonNullElse(
            Thread.currentThread().getContextClassLoader(), StoreProperties.class.getClassLoader());
    try {
      return ServiceLoader.load(RevocationStoreProvider.class, loader).stream()
          .flatMap(found -> found.get().properties().stream())
          .collect(Collectors.toUnmodifiableSet());
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a provider of a revocation store in META-INF/services cannot be loaded: "
              + e.getMessage());
    }
  }
}
