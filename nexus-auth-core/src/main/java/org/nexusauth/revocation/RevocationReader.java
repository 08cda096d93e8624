package org.nexusauth.revocation;

/**
 * Reads what a store has of one subject; for tools and consoles, not for requests. Thread-safe.
 *
 * <p>Every {@link RevocationFeed} is one. A {@link RevocationStore} that is queried for each
 * request may be one too.
 */
public interface RevocationReader {

  /**
   * Returns the revocations of a subject and whether it is switched off. What was written before
   * this call is included, whichever node wrote it; what the store has deleted after its expiry is
   * not.
   *
   * <p>A revocation that took effect when it was written has an {@code effectiveAt} no later than
   * now by this node's clock, as in a feed.
   *
   * @throws StatusUnavailableException when the store does not answer
   */
  SubjectStatus inForce(Subject subject) throws StatusUnavailableException;
}
