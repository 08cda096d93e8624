package org.nexusauth.internal.store;

import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.RevocationSettings;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

/** The revocation stores and their providers in {@code META-INF/services}. */
final class StoreProviders {
  private StoreProviders() {}

  static List<NamedStore> loadStores(ClassLoader loader) {
    return loadServices(
        () ->
            Stream.concat(
                    ServiceLoader.load(RevocationStore.class, loader).stream()
                        .map(found -> NamedStore.of(found.get())),
                    ServiceLoader.load(RevocationFeed.class, loader).stream()
                        .map(found -> NamedStore.of(found.get())))
                .toList());
  }

  static List<RevocationStoreProvider> loadProviders(ClassLoader loader) {
    return loadServices(
        () ->
            ServiceLoader.load(RevocationStoreProvider.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
  }

  private static <T> T loadServices(Supplier<T> services) {
    try {
      return services.get();
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a revocation store in META-INF/services cannot be loaded; correct the entry or the class path: "
              + e.getMessage());
    }
  }

  /**
   * Opens the store of a provider.
   *
   * @param name the setting that names the store
   * @throws ConfigurationException when it cannot be opened
   */
  static NamedStore openStore(
      RevocationStoreProvider provider, GivenProperty name, RevocationSettings settings) {
    Map<String, String> values =
        settings.storeProperties().stream()
            .filter(given -> provider.properties().contains(given.name()))
            .collect(Collectors.toMap(GivenProperty::name, GivenProperty::value));
    StoreSettings storeSettings =
        new StoreSettings(values, settings.poll(), settings.assumeDurable());
    RevocationFeed opened;
    try {
      opened = provider.open(storeSettings);
    } catch (StoreSettingException e) {
      throw toConfigurationException(e, settings.storeProperties());
    } catch (StatusUnavailableException e) {
      throw notOpened(name, String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) { // The port's edge; its text may hold anything.
      throw notOpened(name, SafeMessage.describe(e));
    }
    if (opened == null) {
      throw notOpened(name, "its provider returned null");
    }
    return NamedStore.of(provider.name(), opened);
  }

  private static ConfigurationException notOpened(GivenProperty name, String problem) {
    return ConfigurationException.of(name, "the store cannot be opened: " + problem);
  }

  static ConfigurationException toConfigurationException(
      StoreSettingException e, List<GivenProperty> given) {
    String problem = String.valueOf(e.getMessage());
    return given.stream()
        .filter(one -> one.name().equals(e.property()))
        .findFirst()
        .map(one -> ConfigurationException.of(one, problem))
        .orElseGet(() -> new ConfigurationException(e.property() + ": " + problem));
  }
}
