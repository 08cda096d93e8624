package org.nexusauth.jaxrs;

import java.util.Optional;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.Configuration;

/**
 * What must hold before the first request.
 *
 * @param configuration the application's settings
 * @param mistakes what is known of its classes
 */
record DeploymentValidator(Configuration configuration, AnnotationValidator mistakes) {

  /** Returns the first annotation that could not hold, in words. */
  Optional<String> mistake() {
    return mistakes.first(ProtectionScope.of(configuration).all());
  }

  /**
   * Checks that there is a gate for what is guarded.
   *
   * @param hasFilter whether a filter of ours may have the keys instead; its decision is then used
   * @param loader finds keys on the class path
   * @throws org.nexusauth.config.ConfigurationException when there can be none
   */
  void checkGate(boolean hasFilter, ClassLoader loader) {
    if (configuration.hasKeys() || (isAnythingGuarded() && !hasFilter)) {
      ApiKeyGate.validateConfiguration(configuration, loader);
    }
  }

  private boolean isAnythingGuarded() {
    return ProtectionScope.isAskedFor(configuration)
        || mistakes.isAnythingGuarded()
        || configuration.unreadFileProblem().isPresent(); // which may ask for it
  }
}
