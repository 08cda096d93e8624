package org.nexusauth.revocation;

import java.time.Duration;
import org.nexusauth.revocation.kit.StoredChange;

/**
 * A store that tells its changes in order, so that a node can follow it. Thread-safe.
 *
 * <p>A change that committed is told to everyone who asks afterwards, and no change gets a position
 * before one that was told already: a follower never looks back. What expired long ago may be left
 * out; the positions of the others stay. A feed that is a {@link RevocationWriter} too can be
 * written to through the node that follows it.
 *
 * <p>A revocation whose moment had come for the node that wrote it is told as in force for the node
 * that asks, see {@link StoredChange#told}: a node whose clock is behind the writer's does not
 * wait.
 */
public interface RevocationFeed extends RevocationReader {

  /**
   * Returns changes after a position, in the order of their commits.
   *
   * @param cursor where the last page ended, or {@link Cursor#START}
   * @param max how many changes at most, at least 1
   * @param wait how long to wait for a change when there is none; may be cut short
   * @return the page, possibly without changes. When the cursor is not the store's own, because it
   *     is ahead of the last change or of another generation: no changes, and as {@code next} the
   *     position of the store's last change, so that the follower sees that it is another store
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
    return FeedScan.find(this, subject);
  }
}
