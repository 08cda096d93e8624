package org.nexusauth.revocation.internal;

import java.time.Duration;

/**
 * Receives the changes of state of a replicated store, each once, on the thread that reads the
 * feed. Methods that are not overridden ignore the event.
 */
public interface ReplicationListener {

  /** All that the store has was read for the first time. */
  default void loaded(long entries, Duration took) {}

  /** The store does not answer, or for another reason than before; reading it is retried. */
  default void failing(String problem) {}

  /** The store answers again. */
  default void answersAgain(Duration outage) {}

  /**
   * The store is not the one that was replicated: until this node is restarted, the status of keys
   * is unknown.
   */
  default void replaced(String problem) {}
}
