package org.nexusauth.management.store;

import java.util.Optional;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RevocationWriter;

/**
 * The revocation store, as the services see it: on a node of an application through its gate, on a
 * command line directly. Thread-safe.
 */
public interface RevocationAccess {
  /**
   * Returns the status of a key.
   *
   * @throws org.nexusauth.revocation.StatusUnavailableException if it is unknown at present
   */
  KeyStatus statusOf(KeySubject key);

  /** Returns the writer, for records that are not in the same engine. */
  RevocationWriter writer();

  /**
   * Returns the reader, which mends records after a crash; empty where the store has none. Without
   * it records of a store that is not in the same engine are not mended.
   */
  default Optional<RevocationReader> reader() {
    return Optional.empty();
  }

  /**
   * Returns once this node has read what was written so far, for revocations that were written in a
   * transaction of the records.
   *
   * @throws org.nexusauth.revocation.StatusUnavailableException if it could not be read
   */
  void catchUp();
}
