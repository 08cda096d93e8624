package org.nexusauth;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.Property;
import org.nexusauth.config.RevocationSettings;
import org.nexusauth.config.Setting;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationStoreProvider;

/** Chooses the one revocation store of a gate, or stops the start. */
final class StoreSelector {
  private static final String NONE = "none";
  private static final String MEMORY = "memory";

  /** What has to be added for the stores of this project that are modules of their own. */
  private static final Map<String, String> MODULES =
      Map.of(
          "jdbc",
          "org.nexusauth:nexus-auth-jdbc, and the driver, com.h2database:h2 or"
              + " org.postgresql:postgresql",
          "redis",
          "org.nexusauth:nexus-auth-redis");

  private final RevocationSettings settings;
  private final List<NamedStore> there;
  private final List<RevocationStoreProvider> providers;

  private StoreSelector(
      RevocationSettings settings,
      List<NamedStore> there,
      List<RevocationStoreProvider> providers) {
    this.settings = settings;
    this.there = there;
    this.providers = providers;
  }

  /**
   * Returns the store that the setting names; without it, the only one that there is, if any. A
   * provider's store is opened only when it is named; that it was forgotten to be is no reason to
   * go without.
   *
   * @param given the stores that were handed over, beans for example
   */
  static Optional<NamedStore> choose(
      RevocationSettings settings, List<NamedStore> given, ClassLoader services, Clock clock) {
    List<NamedStore> there = new ArrayList<>(given);
    there.addAll(StoreProviders.stores(services));
    StoreSelector choice = new StoreSelector(settings, there, StoreProviders.providers(services));
    Property name = settings.store();
    if (name == null) {
      return choice.onlyOne();
    }
    return switch (name.value()) {
      case NONE -> Optional.empty();
      case MEMORY -> Optional.of(choice.memory(name, clock));
      default -> Optional.of(choice.named(name));
    };
  }

  private Optional<NamedStore> onlyOne() {
    if (!settings.ofStores().isEmpty()) {
      throw ConfigurationException.of(
          settings.ofStores().get(0),
          "it is a property of a revocation store that is not chosen; set %s to that store's name, or to none"
              .formatted(Setting.REVOCATION_STORE.property()));
    }
    if (there.size() > 1) {
      throw new ConfigurationException(
          "there are several revocation stores (%s): choose one by %s"
              .formatted(names(there.stream()), Setting.REVOCATION_STORE.property()));
    }
    return there.stream().findFirst();
  }

  /** One that was handed over is meant: its maker holds it to revoke by. */
  private NamedStore memory(Property name, Clock clock) {
    List<MemoryRevocationStore> given =
        there.stream()
            .map(NamedStore::asked)
            .filter(MemoryRevocationStore.class::isInstance)
            .map(MemoryRevocationStore.class::cast)
            .toList();
    if (given.size() > 1) {
      throw ConfigurationException.of(name, "there are several stores in memory; leave one");
    }
    return NamedStore.of(MEMORY, given.isEmpty() ? new MemoryRevocationStore(clock) : given.get(0));
  }

  private NamedStore named(Property name) {
    List<NamedStore> found = there.stream().filter(one -> one.name().equals(name.value())).toList();
    List<RevocationStoreProvider> opening =
        providers.stream().filter(one -> one.name().equals(name.value())).toList();
    if (found.size() + opening.size() > 1) {
      throw ConfigurationException.of(
          name, "there are several revocation stores of this name; rename all but one");
    }
    if (!opening.isEmpty()) {
      return StoreProviders.open(opening.get(0), settings);
    }
    return found.stream().findFirst().orElseThrow(() -> unknown(name));
  }

  private ConfigurationException unknown(Property name) {
    String module = MODULES.get(name.value());
    if (module != null) {
      return ConfigurationException.of(
          name, "this store is in another module: add the dependency " + module);
    }
    String others =
        names(Stream.concat(there.stream(), providers.stream().map(RevocationStoreProvider::name)));
    return ConfigurationException.of(
        name,
        "there is no such revocation store; known here: none, memory"
            + (others.isEmpty() ? "" : ", " + others));
  }

  private static String names(Stream<?> stores) {
    return stores.map(Objects::toString).collect(Collectors.joining(", "));
  }
}
