package org.nexusauth.faults.engine;

import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.StoreSettings;

/** Opens stores as the core does. */
public final class Stores {
  private Stores() {}

  /** Opens the store that a gate's properties name. */
  public static RevocationFeed open(Map<String, String> settings) {
    String name = settings.get("nexus.auth.revocation.store");
    return ServiceLoader.load(RevocationStoreProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .map(one -> one.open(new StoreSettings(settings, Duration.ofMillis(100), false)))
        .findFirst()
        .orElseThrow();
  }
}
