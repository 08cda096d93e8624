package org.nexusauth.config;

import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nexusauth.limit.store.LimitStoreProvider;
import org.nexusauth.revocation.RevocationStoreProvider;

/** The names of the properties that stores on the class path define. */
final class StoreProperties {
  private StoreProperties() {}

  static Set<String> loadNames() {
    ClassLoader loader =
        Objects.requireNonNullElse(
            Thread.currentThread().getContextClassLoader(), StoreProperties.class.getClassLoader());
    try {
      return Stream.concat(
              ServiceLoader.load(RevocationStoreProvider.class, loader).stream()
                  .flatMap(found -> found.get().properties().stream()),
              ServiceLoader.load(LimitStoreProvider.class, loader).stream()
                  .flatMap(found -> found.get().properties().stream()))
          .collect(Collectors.toUnmodifiableSet());
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a RevocationStoreProvider or LimitStoreProvider in META-INF/services cannot be loaded; correct the entry or the"
              + " class path: "
              + e.getMessage());
    }
  }
}
