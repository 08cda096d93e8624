package org.nexusauth.revocation;

import java.time.Duration;

/**
 * A store whose changes can be read in order, so that a node can replicate it. Thread-safe.
 *
 * <p>A committed change is returned to every later reader, and no change gets a position before one
 * that was returned already: readers never look back. Changes that expired long ago may be left
 * out; the positions of the others stay. A feed that is also a {@link RevocationWriter} can be
 * written to through the node that replicates it.
 *
 * <p>A revocation that took effect when it was written is returned as in force for the reading
 * node, see {@link org.nexusauth.revocation.kit.StoredChange#readAt}: a node whose clock is behind
 * the writer's does not wait.
 */
public interface RevocationFeed extends RevocationReader {

  /**
   * Returns changes after a position, in the order of their commits.
   *
   * @param cursor where the last page ended, or {@link Cursor#START}
   * @param max how many changes at most, at least 1
   * @param wait how long to wait for a change if there is none; may be cut short
   * @return the page, possibly without changes. If the cursor is not the store's own, because it is
   *     ahead of the last change or of another generation: no changes, and as {@code next} the
   *     position of the store's last change, by which the reader detects that it is another store
   * @throws StatusUnavailableException when the store does not answer, or has lost its generation
   */
  Page changesAfter(Cursor cursor, int max, Duration wait) throws StatusUnavailableException;

  /**
   * {@inheritDoc}
   *
   * <p>This implementation reads the whole feed. A store with an index by subject should override
   * it.
   */
  @Override
  default SubjectStatus inForce(Subject subject) throws StatusUnavailableException {
    return SubjectStatusScan.readStatus(this, subject);
  }
}
