package org.nexusauth.revocation;

/**
 * Says whether a genuine key is still good; asked for each request.
 *
 * <p>Must be thread-safe. It may throw anything when it does not know: the request is then refused
 * with {@code status_unavailable} (503), as it is when it returns null. It sees only keys whose
 * signature and claims are good.
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
