package org.nexusauth.internal.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.LimitSettings;
import org.nexusauth.config.RevocationSettings;
import org.nexusauth.config.Setting;
import org.nexusauth.config.UsageSettings;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.LimitStoreProvider;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.usage.store.UsageStoreProvider;

/** Opens the stores that {@code nexus.auth.limit.store} and {@code nexus.auth.usage.store} name. */
public final class SharedStores {
  private static final Port<LimitStoreProvider, LimitStore> LIMITS =
      new Port<>(
          "limit store",
          Setting.LIMIT_STORE,
          List.of(LimitSettings.LOCAL),
          Map.of("jdbc", Modules.JDBC, "redis", Modules.REDIS),
          new Access<>(
              LimitStoreProvider.class,
              LimitStoreProvider::name,
              LimitStoreProvider::properties,
              LimitStoreProvider::open));

  private static final Port<UsageStoreProvider, UsageStore> USAGE =
      new Port<>(
          "usage store",
          Setting.USAGE_STORE,
          List.of(UsageSettings.NONE),
          Map.of("jdbc", Modules.JDBC),
          new Access<>(
              UsageStoreProvider.class,
              UsageStoreProvider::name,
              UsageStoreProvider::properties,
              UsageStoreProvider::open));

  private SharedStores() {}

  /** The modules with stores of ours. */
  private static final class Modules {
    static final String JDBC = "org.nexusauth:nexus-auth-jdbc";
    static final String REDIS = "org.nexusauth:nexus-auth-redis";
  }

  /** How the providers of a port are asked. */
  private record Access<P, S>(
      Class<P> type,
      Function<P, String> name,
      Function<P, Set<String>> properties,
      BiFunction<P, StoreSettings, S> open) {}

  /**
   * Opens the store of limits.
   *
   * @param services where providers are looked up
   * @throws ConfigurationException when there is no such store, or it cannot be opened
   */
  public static LimitStore openLimitStore(GateSettings settings, ClassLoader services) {
    return LIMITS.openStore(settings.limits().store(), settings.revocation(), services);
  }

  /**
   * Opens the store of usage.
   *
   * @param services where providers are looked up
   * @throws ConfigurationException when there is no such store, or it cannot be opened
   */
  public static UsageStore openUsageStore(GateSettings settings, ClassLoader services) {
    return USAGE.openStore(settings.usage().store(), settings.revocation(), services);
  }

  /**
   * Returns the settings of the revocation store; where none is named, without the properties that
   * are those of the other stores, which do not ask for a revocation store.
   */
  public static RevocationSettings withoutTheirProperties(
      GateSettings settings, ClassLoader services) {
    RevocationSettings revocation = settings.revocation();
    if (revocation.store() != null) {
      return revocation;
    }
    Set<String> theirs = new HashSet<>(LIMITS.propertiesOf(settings.limits().store(), services));
    theirs.addAll(USAGE.propertiesOf(settings.usage().store(), services));
    return revocation.withStoreProperties(
        revocation.storeProperties().stream()
            .filter(given -> !theirs.contains(given.name()))
            .toList());
  }

  /**
   * A port whose store a setting names.
   *
   * @param what what its stores are, for messages
   * @param builtIn the names that need no provider
   * @param modules the modules of stores of ours, by their names
   */
  private record Port<P, S>(
      String what,
      Setting setting,
      List<String> builtIn,
      Map<String, String> modules,
      Access<P, S> access) {

    S openStore(String name, RevocationSettings settings, ClassLoader services) {
      List<P> found =
          loadProviders(services).stream()
              .filter(one -> access.name().apply(one).equals(name))
              .toList();
      if (found.isEmpty()) {
        throw unknownStore(name, services);
      }
      if (found.size() > 1) {
        throw wrong(name, "there are several %ss of this name; rename all but one".formatted(what));
      }
      return openStore(found.get(0), settings);
    }

    Set<String> propertiesOf(String name, ClassLoader services) {
      if (builtIn.contains(name)) {
        return Set.of();
      }
      return loadProviders(services).stream()
          .filter(one -> access.name().apply(one).equals(name))
          .flatMap(one -> access.properties().apply(one).stream())
          .collect(Collectors.toSet());
    }

    private S openStore(P provider, RevocationSettings settings) {
      Map<String, String> values =
          settings.storeProperties().stream()
              .filter(given -> access.properties().apply(provider).contains(given.name()))
              .collect(Collectors.toMap(GivenProperty::name, GivenProperty::value));
      String name = access.name().apply(provider);
      S opened;
      try {
        opened =
            access
                .open()
                .apply(
                    provider, new StoreSettings(values, settings.poll(), settings.assumeDurable()));
      } catch (StoreSettingException e) {
        throw StoreProviders.toConfigurationException(e, settings.storeProperties());
      } catch (RuntimeException | LinkageError e) { // The port's edge; its text may hold anything.
        throw wrong(name, "the store cannot be opened: " + SafeMessage.describe(e));
      }
      if (opened == null) {
        throw wrong(name, "the store cannot be opened: its provider returned null");
      }
      return opened;
    }

    private ConfigurationException unknownStore(String name, ClassLoader services) {
      String module = modules.get(name);
      if (module != null) {
        return wrong(name, "this store is in another module: add the dependency " + module);
      }
      List<String> known = new ArrayList<>(builtIn);
      loadProviders(services).forEach(one -> known.add(access.name().apply(one)));
      return wrong(
          name, "there is no such %s; known here: %s".formatted(what, String.join(", ", known)));
    }

    private ConfigurationException wrong(String name, String problem) {
      return new ConfigurationException("%s=%s: %s".formatted(setting.property(), name, problem));
    }

    private List<P> loadProviders(ClassLoader services) {
      try {
        return ServiceLoader.load(access.type(), services).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
      } catch (ServiceConfigurationError e) {
        throw new ConfigurationException(
            "a %s in META-INF/services cannot be loaded; correct the entry or the class path: %s"
                .formatted(what, e.getMessage()));
      }
    }
  }
}
