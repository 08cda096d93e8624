package org.nexusauth;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.Property;
import org.nexusauth.config.Setting;
import org.nexusauth.status.MemoryRevocationStore;
import org.nexusauth.status.RevocationStore;

/** Chooses the one revocation store of a gate, or stops the start. */
final class StoreChoice {
  private static final String NONE = "none";
  private static final String MEMORY = "memory";

  private StoreChoice() {}

  /**
   * Returns the store that the setting names; without it, the only one that there is, if any.
   *
   * @param given the stores that were handed over, beans for example
   */
  static Optional<NamedStore> choose(
      @Nullable Property setting, List<NamedStore> given, ClassLoader services, Clock clock) {
    List<NamedStore> there = new ArrayList<>(given);
    there.addAll(services(services));
    if (setting == null) {
      return onlyOne(there);
    }
    return switch (setting.value()) {
      case NONE -> Optional.empty();
      case MEMORY -> Optional.of(memory(setting, there, clock));
      default -> Optional.of(named(setting, there));
    };
  }

  private static List<NamedStore> services(ClassLoader loader) {
    try {
      return ServiceLoader.load(RevocationStore.class, loader).stream()
          .map(found -> new NamedStore(found.type().getSimpleName(), found.get()))
          .toList();
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a revocation store in META-INF/services cannot be loaded: " + e.getMessage());
    }
  }

  private static Optional<NamedStore> onlyOne(List<NamedStore> there) {
    if (there.size() > 1) {
      throw new ConfigurationException(
          "there are several revocation stores (%s): choose one by %s"
              .formatted(names(there), Setting.STATUS_STORE.property()));
    }
    return there.stream().findFirst();
  }

  /** One that was handed over is meant: its maker holds it to revoke by. */
  private static NamedStore memory(Property setting, List<NamedStore> there, Clock clock) {
    List<RevocationStore> given =
        there.stream()
            .map(NamedStore::store)
            .filter(MemoryRevocationStore.class::isInstance)
            .toList();
    if (given.size() > 1) {
      throw ConfigurationException.of(setting, "there are several stores in memory; leave one");
    }
    return new NamedStore(
        MEMORY, given.isEmpty() ? new MemoryRevocationStore(clock) : given.get(0));
  }

  private static NamedStore named(Property setting, List<NamedStore> there) {
    List<NamedStore> found =
        there.stream().filter(one -> one.name().equals(setting.value())).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw ConfigurationException.of(
        setting,
        found.isEmpty()
            ? "there is no such revocation store; there are none, memory" + others(there)
            : "there are several revocation stores of this name; rename all but one");
  }

  private static String others(List<NamedStore> there) {
    return there.isEmpty() ? "" : ", " + names(there);
  }

  private static String names(List<NamedStore> there) {
    return there.stream().map(NamedStore::name).collect(Collectors.joining(", "));
  }
}
