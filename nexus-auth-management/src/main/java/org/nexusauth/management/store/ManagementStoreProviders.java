package org.nexusauth.management.store;

import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.nexusauth.revocation.StoreSettingException;

/** The stores of records on the class path. */
public final class ManagementStoreProviders {
  /** The property that names the store. */
  public static final String PROPERTY = "nexus.auth.management.store";

  /** The store without that property. */
  public static final String DEFAULT_NAME = "jdbc";

  private ManagementStoreProviders() {}

  /**
   * Finds a store by its name, through the context class loader.
   *
   * @throws StoreSettingException if there is none, or several
   */
  public static ManagementStoreProvider requireProvider(String name) {
    List<ManagementStoreProvider> all = loadAll();
    List<ManagementStoreProvider> found =
        all.stream().filter(provider -> provider.name().equals(name)).toList();
    if (found.size() > 1) {
      throw new StoreSettingException(
          PROPERTY, "there are several stores of this name on the class path; leave one");
    }
    if (found.isEmpty() && name.equals(DEFAULT_NAME)) {
      throw new StoreSettingException(
          PROPERTY,
          "the store jdbc is in another module: add the dependency org.nexusauth:nexus-auth-jdbc,"
              + " and the driver, com.h2database:h2 or org.postgresql:postgresql");
    }
    if (found.isEmpty()) {
      throw new StoreSettingException(
          PROPERTY,
          "there is no such store of records; known here: "
              + all.stream()
                  .map(ManagementStoreProvider::name)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    return found.get(0);
  }

  private static List<ManagementStoreProvider> loadAll() {
    ClassLoader loader =
        Objects.requireNonNullElse(
            Thread.currentThread().getContextClassLoader(),
            ManagementStoreProviders.class.getClassLoader());
    try {
      return ServiceLoader.load(ManagementStoreProvider.class, loader).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError e) {
      throw new StoreSettingException(
          PROPERTY,
          "a ManagementStoreProvider in META-INF/services cannot be loaded; correct the entry or"
              + " the class path: "
              + e.getMessage());
    }
  }
}
