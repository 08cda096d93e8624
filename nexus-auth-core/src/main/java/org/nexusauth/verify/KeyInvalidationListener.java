package org.nexusauth.verify;

/**
 * Notified when a key is no longer valid that something still runs for: a stream, a WebSocket
 * session, asynchronous work.
 *
 * <p>Given to {@link VerifiedApiKey#onInvalid}, it is notified once, of that key. Found by {@link
 * java.util.ServiceLoader}, as a CDI bean, or given to the gate's builder, it is notified of every
 * key that is watched, by {@code onInvalid} or for its WebSocket sessions; keys that nothing
 * watches cost nothing and are not reported.
 *
 * <p>Called on a thread of the gate, one key after the other, so it must not block: what delays it
 * delays the notification of other keys. What it throws is logged once and changes nothing.
 */
@FunctionalInterface
public interface KeyInvalidationListener {

  /**
   * Takes a key that is no longer valid.
   *
   * @param key the key
   * @param failure why
   */
  void onInvalid(VerifiedApiKey key, ValidityFailure failure);
}
