package org.nexusauth.internal.store;

import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.LimitSettings;
import org.nexusauth.config.RevocationSettings;
import org.nexusauth.config.Setting;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.LimitStoreProvider;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

/** Opens the store that {@code nexus.auth.limit.store} names. */
public final class LimitStoreOpener {
  private static final Map<String, String> MODULES =
      Map.of(
          "jdbc", "org.nexusauth:nexus-auth-jdbc",
          "redis", "org.nexusauth:nexus-auth-redis");

  private LimitStoreOpener() {}

  /**
   * Opens the store.
   *
   * @param services where providers are looked up
   * @throws ConfigurationException when there is no such store, or it cannot be opened
   */
  public static LimitStore openStore(GateSettings settings, ClassLoader services) {
    String name = settings.limits().store();
    List<LimitStoreProvider> found =
        loadProviders(services).stream().filter(one -> one.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw unknownStore(name, services);
    }
    if (found.size() > 1) {
      throw wrong(name, "there are several limit stores of this name; rename all but one");
    }
    return openStore(found.get(0), settings.revocation());
  }

  /**
   * Returns the settings of the revocation store; where none is named, without the properties that
   * are those of the limit store, which do not ask for a revocation store.
   */
  public static RevocationSettings withoutLimitStore(GateSettings settings, ClassLoader services) {
    RevocationSettings revocation = settings.revocation();
    if (revocation.store() != null || settings.limits().store().equals(LimitSettings.LOCAL)) {
      return revocation;
    }
    Set<String> ofLimits =
        loadProviders(services).stream()
            .filter(one -> one.name().equals(settings.limits().store()))
            .flatMap(one -> one.properties().stream())
            .collect(Collectors.toSet());
    return revocation.withStoreProperties(
        revocation.storeProperties().stream()
            .filter(given -> !ofLimits.contains(given.name()))
            .toList());
  }

  private static LimitStore openStore(LimitStoreProvider provider, RevocationSettings settings) {
    Map<String, String> values =
        settings.storeProperties().stream()
            .filter(given -> provider.properties().contains(given.name()))
            .collect(Collectors.toMap(GivenProperty::name, GivenProperty::value));
    LimitStore opened;
    try {
      opened = provider.open(new StoreSettings(values, settings.poll(), settings.assumeDurable()));
    } catch (StoreSettingException e) {
      throw StoreProviders.toConfigurationException(e, settings.storeProperties());
    } catch (RuntimeException | LinkageError e) { // The port's edge; its text may hold anything.
      throw wrong(provider.name(), "the store cannot be opened: " + SafeMessage.describe(e));
    }
    if (opened == null) {
      throw wrong(provider.name(), "the store cannot be opened: its provider returned null");
    }
    return opened;
  }

  private static ConfigurationException unknownStore(String name, ClassLoader services) {
    String module = MODULES.get(name);
    if (module != null) {
      return wrong(name, "this store is in another module: add the dependency " + module);
    }
    String known =
        loadProviders(services).stream()
            .map(LimitStoreProvider::name)
            .collect(Collectors.joining(", "));
    return wrong(
        name,
        "there is no such limit store; known here: local" + (known.isEmpty() ? "" : ", " + known));
  }

  private static ConfigurationException wrong(String name, String problem) {
    return new ConfigurationException(
        "%s=%s: %s".formatted(Setting.LIMIT_STORE.property(), name, problem));
  }

  private static List<LimitStoreProvider> loadProviders(ClassLoader services) {
    try {
      return ServiceLoader.load(LimitStoreProvider.class, services).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a limit store in META-INF/services cannot be loaded; correct the entry or the class path: "
              + e.getMessage());
    }
  }
}
