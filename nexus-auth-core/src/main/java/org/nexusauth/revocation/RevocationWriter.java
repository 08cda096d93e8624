package org.nexusauth.revocation;

/**
 * Revokes subjects and switches them on and off. Thread-safe. A call returns when its effect is in
 * force on this node.
 */
public interface RevocationWriter {

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
}
