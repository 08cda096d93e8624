package org.nexusauth;

import java.util.Optional;
import org.nexusauth.config.Configuration;

/**
 * Adds to a gate what another module does with it, for example the management of keys. Found by
 * {@link java.util.ServiceLoader} through the class loader of the gate's resources. A module with
 * properties of its own registers a {@link org.nexusauth.config.PropertyContributor} too.
 */
public interface GateExtension {

  /**
   * Checks the settings of this extension without opening anything, where an application must not
   * start with wrong ones.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   */
  default void validateConfiguration(Configuration configuration) {}

  /**
   * Opens what belongs to a gate that is built and has not decided yet. When it throws, the gate is
   * closed and the start stops.
   *
   * @return what {@link ApiKeyGate#extension} returns, closed with the gate and before the gate's
   *     store; empty where this extension is not used
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   */
  Optional<? extends AutoCloseable> attach(GateExtensionContext context);
}
