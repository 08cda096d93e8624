package org.nexusauth.status;

import java.time.Duration;

/** A store that tells its changes in order, so that a node can follow it. Thread-safe. */
public interface RevocationFeed {

  /**
   * Returns changes after a position, in the order of their commits.
   *
   * @param cursor where the last page ended, or {@link Cursor#START}
   * @param max how many changes at most, at least 1
   * @param wait how long to wait for a change when there is none; may be cut short
   * @return the page, possibly without changes
   * @throws StatusUnavailableException when the store does not answer, or not in this generation
   */
  Page changesAfter(Cursor cursor, int max, Duration wait) throws StatusUnavailableException;
}
