package org.nexusauth.revocation;

/** Revokes and switches. Thread-safe; a call returns when its effect is in force on this node. */
public interface RevocationWriter {

  /**
   * Revokes a subject; idempotent.
   *
   * <p>A moment that has come by the clock of the node that writes means at once. A store that
   * nodes share keeps this with the revocation, see {@link StoredRevocation}: on a node whose clock
   * is behind it is in force as soon as it is read. A coming moment is compared by each node with
   * its own clock.
   *
   * <p>The first revocation of a whole subject stays, with its reason and its moment; one that is
   * to be kept longer only puts off when it is forgotten. An "issued before" moment only moves
   * forward, whatever the order of arrival, and a revocation of the whole subject outranks it.
   *
   * @return the one in force afterwards
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
