package org.nexusauth.config;

import java.util.Optional;
import java.util.Set;

/**
 * Contributes the names of a module's own properties to the check of unknown names. Found by {@link
 * java.util.ServiceLoader} through the context class loader.
 *
 * <p>Gates with equal settings are one gate: the values of these properties count as settings, so
 * gates for which they differ are different gates.
 */
public interface PropertyContributor {

  /** Returns the full names of the properties, all under {@code nexus.auth.}. */
  Set<String> properties();

  /**
   * Returns which value of {@code nexus.auth.verify.keys.location} the module offers, and what it
   * stands for, for the message that the property is not set: {@code store: for the signing keys of
   * the records}. Empty, as it is by default, for none with these settings.
   */
  default Optional<String> describeKeysLocation(Configuration configuration) {
    return Optional.empty();
  }
}
