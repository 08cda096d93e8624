package org.nexusauth.jaxrs;

import java.util.Optional;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The caller's key in the current request; inject it anywhere, singletons included. CDI has it, and
 * Jersey without CDI has it too; elsewhere a deployment that injects it stops.
 */
public interface CurrentApiKey {

  /**
   * Returns the key that a door of ours verified for this request; empty for a caller without one.
   */
  Optional<VerifiedApiKey> key();

  /**
   * Returns whether a request with this key would still be granted now; false for a caller without
   * one. The same as {@link VerifiedApiKey#isStillValid}: what outlives the request, a stream for
   * example, takes {@link #key} while it runs and keeps that, as this is bound to the request.
   */
  default boolean isStillValid() {
    return key().map(VerifiedApiKey::isStillValid).orElse(false);
  }
}
