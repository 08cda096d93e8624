package org.nexusauth.verify;

import org.jspecify.annotations.Nullable;

/** What a gate knows of the keys that it granted, after their requests. Thread-safe. */
public interface KeyRevalidation {

  /** Returns why a key that is genuine and in time would be denied now, or null. */
  @Nullable ValidityFailure check(VerifiedApiKey key);

  /**
   * Notifies a listener once the key is no longer valid.
   *
   * @throws IllegalStateException when too many keys are watched, or the gate was closed
   */
  KeyWatch watch(VerifiedApiKey key, KeyInvalidationListener listener);
}
