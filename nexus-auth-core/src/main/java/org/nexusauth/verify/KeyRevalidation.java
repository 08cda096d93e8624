package org.nexusauth.verify;

import org.jspecify.annotations.Nullable;

/** Checks and watches the status of verified keys after their requests. Thread-safe. */
public interface KeyRevalidation {

  /** Returns why a key that is genuine and within its lifetime would be denied now, or null. */
  @Nullable ValidityFailure check(VerifiedApiKey key);

  /**
   * Notifies a listener once the key is no longer valid.
   *
   * @throws IllegalStateException when too many keys are watched, or the gate was closed
   */
  KeyWatch watch(VerifiedApiKey key, KeyInvalidationListener listener);
}
