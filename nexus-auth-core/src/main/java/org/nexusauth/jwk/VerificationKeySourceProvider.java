package org.nexusauth.jwk;

import org.nexusauth.revocation.StoreSettings;

/**
 * Opens the source of a scheme of {@code nexus.auth.verify.keys.location}. Found by {@link
 * java.util.ServiceLoader} through the class loader of the gate's resources.
 */
public interface VerificationKeySourceProvider {

  /** Returns the scheme, without a colon, for example {@code store}. */
  String scheme();

  /**
   * Opens a source. What may be unavailable for a while is not needed yet: the first keys are read
   * until they are there, for 30 s at most.
   *
   * @param location the whole value of the setting
   * @param settings the properties of stores and of other modules, and {@code
   *     nexus.auth.verify.issuer}
   * @throws org.nexusauth.revocation.StoreSettingException when a property is missing or wrong
   */
  VerificationKeySource open(String location, StoreSettings settings);
}
