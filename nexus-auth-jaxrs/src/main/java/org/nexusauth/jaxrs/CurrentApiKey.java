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
}
