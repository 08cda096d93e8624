package org.nexusauth.management.signing;

import org.nexusauth.jwk.VerificationKeySource;
import org.nexusauth.jwk.VerificationKeySourceProvider;
import org.nexusauth.management.store.ManagementStoreProviders;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

/**
 * {@code nexus.auth.verify.keys.location=store:} takes the verification keys from the records of
 * signing keys. Thread-safe.
 */
public final class StoreKeySourceProvider implements VerificationKeySourceProvider {
  private static final String LOCATION = "store:";
  private static final String LOCATION_PROPERTY = "nexus.auth.verify.keys.location";
  private static final String ISSUER_PROPERTY = "nexus.auth.verify.issuer";

  /** For {@link java.util.ServiceLoader}. */
  public StoreKeySourceProvider() {}

  @Override
  public String scheme() {
    return "store";
  }

  @Override
  public VerificationKeySource open(String location, StoreSettings settings) {
    if (!location.equals(LOCATION)) {
      throw new StoreSettingException(
          LOCATION_PROPERTY, "expected store: alone; the store has properties of its own");
    }
    String issuer =
        settings
            .find(ISSUER_PROPERTY)
            .orElseThrow(
                () ->
                    new StoreSettingException(
                        ISSUER_PROPERTY,
                        "is not set: signing keys in the records belong to an issuer"));
    String name =
        settings
            .find(ManagementStoreProviders.PROPERTY)
            .orElse(ManagementStoreProviders.DEFAULT_NAME);
    return new StoreKeySource(ManagementStoreProviders.requireProvider(name), settings, issuer);
  }
}
