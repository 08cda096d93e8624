package org.nexusauth.status;

/** Revokes and switches. Thread-safe; a call returns when its effect is in force on this node. */
public interface RevocationWriter {

  /**
   * Revokes a subject; idempotent.
   *
   * <p>The first revocation of a whole subject stays. An "issued before" moment only moves forward,
   * whatever the order of arrival, and a revocation of the whole subject outranks it.
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
