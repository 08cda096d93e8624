package org.nexusauth.revocation;

import java.time.Duration;

/**
 * Revokes subjects and switches them on and off. Thread-safe. A call returns when its effect is in
 * force on this node.
 */
public interface RevocationWriter {
  /** How long before it takes effect a scheduled revocation can be withdrawn at the latest. */
  Duration WITHDRAWAL_MARGIN = Duration.ofSeconds(5);

  /**
   * Revokes a subject; idempotent.
   *
   * <p>An {@code effectiveAt} that is not after now, by the clock of the node that writes, takes
   * effect immediately. A store that nodes share keeps this with the revocation, see {@link
   * StoredRevocation}: on a node whose clock is behind it is in force as soon as it is read. A
   * later {@code effectiveAt} is compared by each node with its own clock.
   *
   * <p>The first revocation of a whole subject stays, with its reason and its {@code effectiveAt};
   * a second one with a later {@code until} only changes how long it is kept. An {@code
   * issuedBefore} only moves forward, whatever the order of arrival, and a revocation of the whole
   * subject outranks it.
   *
   * @return the revocation in force afterwards
   * @throws StatusUnavailableException when it could not be made durable
   */
  Revocation revoke(Revocation revocation);

  /**
   * Switches an integration or an agent on or off; idempotent.
   *
   * @param reason why, for people who operate
   * @throws IllegalArgumentException for a subject of another kind
   * @throws StatusUnavailableException when it could not be made durable
   */
  void setEnabled(Subject subject, boolean enabled, String reason);

  /**
   * Withdraws the scheduled revocations of a whole subject, so that it stays valid; idempotent.
   *
   * <p>Withdrawn are the revocations without {@code issuedBefore} whose {@code effectiveAt} is more
   * than {@link #WITHDRAWAL_MARGIN} after now, by the clock of the node that writes and by the
   * clock of the store's engine, if it has one. What is in force is permanent, and what is about to
   * be in force may be so already on a node whose clock is ahead: both stay. Revocations with
   * {@code issuedBefore} stay, and the subject can be revoked again.
   *
   * <p>This implementation is for stores that were written before this method was.
   *
   * @return whether a revocation was withdrawn
   * @throws StatusUnavailableException when it could not be made durable
   * @throws UnsupportedOperationException if the store cannot withdraw revocations
   */
  default boolean withdrawScheduled(Subject subject) {
    throw new UnsupportedOperationException(
        getClass().getName()
            + " cannot withdraw a scheduled revocation: implement"
            + " RevocationWriter.withdrawScheduled, see docs/writing-a-store.md");
  }
}
