package org.nexusauth.internal.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.RevocationSettings;
import org.nexusauth.config.Setting;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationStoreProvider;

/** Selects the one revocation store of a gate, or stops the start. */
public final class StoreSelector {
  private static final String NONE = "none";
  private static final String MEMORY = "memory";

  /** The dependencies of this project's stores that are modules of their own. */
  private static final Map<String, String> MODULES =
      Map.of(
          "jdbc",
          "org.nexusauth:nexus-auth-jdbc, and the driver, com.h2database:h2 or"
              + " org.postgresql:postgresql",
          "redis",
          "org.nexusauth:nexus-auth-redis");

  private final RevocationSettings settings;
  private final List<NamedStore> available;
  private final List<RevocationStoreProvider> providers;

  private StoreSelector(
      RevocationSettings settings,
      List<NamedStore> available,
      List<RevocationStoreProvider> providers) {
    this.settings = settings;
    this.available = available;
    this.providers = providers;
  }

  /**
   * Returns the store that the setting names; without the setting, the only store that there is, if
   * any. A provider's store is opened only when it is named: where one of its properties is set and
   * no store is named, the start stops.
   *
   * @param given the stores that were passed to the gate's builder, beans for example
   * @param services where services are looked up
   * @throws ConfigurationException when there is no such store, or several
   */
  public static Optional<NamedStore> selectStore(
      RevocationSettings settings, List<NamedStore> given, ClassLoader services, Clock clock) {
    List<NamedStore> available = new ArrayList<>(given);
    available.addAll(StoreProviders.loadStores(services));
    StoreSelector selector =
        new StoreSelector(settings, available, StoreProviders.loadProviders(services));
    GivenProperty name = settings.store();
    if (name == null) {
      return selector.selectOnly();
    }
    return switch (name.value()) {
      case NONE -> Optional.empty();
      case MEMORY -> Optional.of(selector.selectMemory(name, clock));
      default -> Optional.of(selector.selectNamed(name));
    };
  }

  private Optional<NamedStore> selectOnly() {
    if (!settings.storeProperties().isEmpty()) {
      throw ConfigurationException.of(
          settings.storeProperties().get(0),
          "it is a property of a revocation store that is not chosen; set %s to that store's name, or to none"
              .formatted(Setting.REVOCATION_STORE.property()));
    }
    if (available.size() > 1) {
      throw new ConfigurationException(
          "there are several revocation stores (%s): set %s to the name of one"
              .formatted(
                  names(available.stream().map(NamedStore::name)),
                  Setting.REVOCATION_STORE.property()));
    }
    return available.stream().findFirst();
  }

  /** A store that was passed to the builder comes first: the application revokes by it. */
  private NamedStore selectMemory(GivenProperty name, Clock clock) {
    List<MemoryRevocationStore> given =
        available.stream()
            .filter(NamedStore.Remote.class::isInstance)
            .map(one -> ((NamedStore.Remote) one).store())
            .filter(MemoryRevocationStore.class::isInstance)
            .map(MemoryRevocationStore.class::cast)
            .toList();
    if (given.size() > 1) {
      throw ConfigurationException.of(name, "there are several stores in memory; leave one");
    }
    if (given.isEmpty()) {
      return NamedStore.of(MEMORY, new MemoryRevocationStore(clock));
    }
    return NamedStore.of(MEMORY, given.get(0));
  }

  private NamedStore selectNamed(GivenProperty name) {
    List<NamedStore> found =
        available.stream().filter(store -> store.name().equals(name.value())).toList();
    List<RevocationStoreProvider> ofName =
        providers.stream().filter(provider -> provider.name().equals(name.value())).toList();
    if (found.size() + ofName.size() > 1) {
      throw ConfigurationException.of(
          name, "there are several revocation stores of this name; rename all but one");
    }
    if (!ofName.isEmpty()) {
      return StoreProviders.openStore(ofName.get(0), name, settings);
    }
    return found.stream().findFirst().orElseThrow(() -> unknownStore(name));
  }

  private ConfigurationException unknownStore(GivenProperty name) {
    String module = MODULES.get(name.value());
    if (module != null) {
      return ConfigurationException.of(
          name, "this store is in another module: add the dependency " + module);
    }
    Stream<String> known =
        Stream.concat(
            Stream.of(NONE, MEMORY),
            Stream.concat(
                available.stream().map(NamedStore::name),
                providers.stream().map(RevocationStoreProvider::name)));
    return ConfigurationException.of(
        name, "there is no such revocation store; known here: " + names(known));
  }

  private static String names(Stream<String> stores) {
    return stores.collect(Collectors.joining(", "));
  }
}
