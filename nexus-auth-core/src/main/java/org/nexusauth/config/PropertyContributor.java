package org.nexusauth.config;

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
}
