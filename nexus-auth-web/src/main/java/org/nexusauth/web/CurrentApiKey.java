package org.nexusauth.web;

import java.util.Optional;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The caller's key in the current request. It can be injected anywhere, singletons included: each
 * call reads the request that the calling thread works on. CDI has it as a bean, and Jersey without
 * CDI injects it in resources, too.
 *
 * <p>Outside a request scope its methods throw what the container throws, in CDI {@code
 * ContextNotActiveException}.
 */
public interface CurrentApiKey {

  /**
   * Returns the key that a filter of this project verified for this request; empty for a caller
   * without one.
   */
  Optional<VerifiedApiKey> key();

  /**
   * Returns whether a request with this key would still be granted now; false for a caller without
   * one. A shortcut for {@link VerifiedApiKey#isStillValid}. What outlives the request, a stream
   * for example, takes {@link #key} while the request runs and keeps that.
   */
  default boolean isStillValid() {
    return key().map(VerifiedApiKey::isStillValid).orElse(false);
  }
}
