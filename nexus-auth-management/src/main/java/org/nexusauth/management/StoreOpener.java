package org.nexusauth.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nexusauth.GateExtensionContext;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.RevocationSettings;
import org.nexusauth.management.internal.Log;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.ManagementStoreProvider;
import org.nexusauth.management.store.ManagementStoreProvider.OpenedManagementStore;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

/** Opens the store of records that the settings of a gate name, or stops the start. */
final class StoreOpener {
  private static final String MEMORY = "memory";
  private static final String JDBC_MODULE =
      "org.nexusauth:nexus-auth-jdbc, and the driver, com.h2database:h2 or"
          + " org.postgresql:postgresql";

  private final GateExtensionContext context;
  private final GivenProperty name;

  StoreOpener(GateExtensionContext context, ManagementSettings settings) {
    this.context = context;
    this.name =
        context
            .configuration()
            .find(ManagementProperties.STORE)
            .orElseGet(
                () -> new GivenProperty(ManagementProperties.STORE, settings.store(), "default"));
  }

  /**
   * Opens the store.
   *
   * @param revocations the writer of the gate's revocation store
   * @throws ConfigurationException if there is no such store, or it cannot be opened
   */
  OpenedManagementStore openStore(RevocationWriter revocations) {
    if (storeName().equals(MEMORY)) {
      return openMemory(revocations);
    }
    List<ManagementStoreProvider> providers = loadProviders();
    List<ManagementStoreProvider> named =
        providers.stream().filter(one -> one.name().equals(storeName())).toList();
    if (named.size() != 1) {
      throw notOne(named.size(), providers);
    }
    return openBy(named.get(0));
  }

  private String storeName() {
    return name.value().strip();
  }

  private OpenedManagementStore openMemory(RevocationWriter revocations) {
    Log.recordsInMemory();
    MemoryManagementStore store = new MemoryManagementStore();
    if (revocations instanceof MemoryRevocationStore memory) {
      store = new MemoryManagementStore(memory, context.clock());
    }
    return new OpenedManagementStore(store, store);
  }

  private OpenedManagementStore openBy(ManagementStoreProvider provider) {
    RevocationSettings revocation = context.gate().settings().revocation();
    try {
      return provider.open(settingsOf(revocation), joins(revocation));
    } catch (StoreSettingException e) {
      throw describe(e);
    } catch (ManagementException | StatusUnavailableException e) {
      throw ConfigurationException.of(
          name, "the store of records cannot be opened: " + e.getMessage());
    } catch (RuntimeException | LinkageError e) { // The port's edge; its text may hold anything.
      throw ConfigurationException.of(
          name, "the store of records cannot be opened: " + e.getClass().getName());
    }
  }

  private static StoreSettings settingsOf(RevocationSettings revocation) {
    Map<String, String> values =
        revocation.storeProperties().stream()
            .collect(Collectors.toMap(GivenProperty::name, GivenProperty::value));
    return new StoreSettings(values, revocation.poll(), revocation.assumeDurable());
  }

  /** The stores of records and of revocations with one name are one engine. */
  private boolean joins(RevocationSettings revocation) {
    GivenProperty store = revocation.store();
    return store != null && store.value().equals(storeName());
  }

  private ConfigurationException describe(StoreSettingException e) {
    String problem = String.valueOf(e.getMessage());
    return context
        .configuration()
        .find(e.property())
        .map(given -> ConfigurationException.of(given, problem))
        .orElseGet(() -> new ConfigurationException(e.property() + ": " + problem));
  }

  private ConfigurationException notOne(int found, List<ManagementStoreProvider> providers) {
    if (found > 1) {
      return ConfigurationException.of(
          name, "there are several stores of records of this name; leave one on the class path");
    }
    if (storeName().equals(ManagementSettings.DEFAULT_STORE)) {
      return ConfigurationException.of(
          name, "this store is in another module: add the dependency " + JDBC_MODULE);
    }
    String known =
        Stream.concat(Stream.of(MEMORY), providers.stream().map(ManagementStoreProvider::name))
            .collect(Collectors.joining(", "));
    return ConfigurationException.of(
        name, "there is no such store of records; known here: " + known);
  }

  private List<ManagementStoreProvider> loadProviders() {
    return loadServices(ManagementStoreProvider.class, context.resources());
  }

  /** Loads services, or stops the start. */
  static <T> List<T> loadServices(Class<T> type, ClassLoader resources) {
    try {
      List<T> services = new ArrayList<>();
      ServiceLoader.load(type, resources).forEach(services::add);
      return services;
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a %s in META-INF/services cannot be loaded; correct the entry or the class path: %s"
              .formatted(type.getSimpleName(), e.getMessage()));
    }
  }
}
