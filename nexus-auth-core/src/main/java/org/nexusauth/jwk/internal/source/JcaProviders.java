package org.nexusauth.jwk.internal.source;

import java.security.Security;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.Setting;
import org.nexusauth.internal.LogSanitizer;

/** The JCA provider that verifies: the one that the operator named, or the JDK's choice. */
public final class JcaProviders {
  private JcaProviders() {}

  /**
   * Returns the context of a provider.
   *
   * @throws ConfigurationException when none of this name is registered
   */
  public static ProviderContext named(@Nullable String name) {
    ProviderContext context = new ProviderContext();
    if (name != null) {
      if (Security.getProvider(name) == null) {
        throw new ConfigurationException(
            "%s=%s: no such JCA provider is registered"
                .formatted(Setting.VERIFY_PROVIDER.property(), LogSanitizer.sanitize(name)));
      }
      context.getSuppliedKeyProviderContext().setSignatureProvider(name);
      context.getSuppliedKeyProviderContext().setMacProvider(name);
    }
    return context;
  }
}
