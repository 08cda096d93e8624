package org.nexusauth.revocation;

/**
 * Returns whether a genuine key is still valid; queried for each request.
 *
 * <p>Must be thread-safe. It may throw anything if it does not know: the request is then denied
 * with {@code status_unavailable} (503), as it is if it returns null. It is called only for keys
 * whose signature and claims are valid.
 */
@FunctionalInterface
public interface RevocationStore {

  /**
   * Returns the status of a key now.
   *
   * @param key the ids that the key's signed claims carry
   * @return the status, never null
   * @throws StatusUnavailableException when the status cannot be known at present
   */
  KeyStatus statusOf(KeySubject key) throws StatusUnavailableException;
}
