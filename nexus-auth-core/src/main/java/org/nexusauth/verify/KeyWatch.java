package org.nexusauth.verify;

/**
 * A key that is watched until it is no longer valid, or until this is closed. Thread-safe.
 *
 * <p>Close it when what runs for the key has ended: until then the gate keeps the listener.
 */
@FunctionalInterface
public interface KeyWatch extends AutoCloseable {

  /** Ends the watch; the listener is not notified any more. Does nothing when it has ended. */
  @Override
  void close();
}
