package org.nexusauth.jwk.internal.source;

import java.security.Security;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;

/** The JCA provider that verifies: the one that the operator named, or the JDK's choice. */
public final class JcaProviders {
  private JcaProviders() {}

  /**
   * Returns the context of a provider.
   *
   * @param setting names the provider; null for the JDK's choice
   * @throws ConfigurationException when none of this name is registered
   */
  public static ProviderContext createContext(@Nullable GivenProperty setting) {
    ProviderContext context = new ProviderContext();
    if (setting != null) {
      String name = setting.value();
      if (Security.getProvider(name) == null) {
        throw ConfigurationException.of(
            setting,
            "no such JCA provider is registered; register it, or remove the property to use the"
                + " JDK's");
      }
      context.getSuppliedKeyProviderContext().setSignatureProvider(name);
      context.getSuppliedKeyProviderContext().setMacProvider(name);
    }
    return context;
  }
}
