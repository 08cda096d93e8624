package org.nexusauth.management.model;

/** The state of a key. Computed, never stored: see {@code KeyStates}. */
public enum KeyState {
  /** Valid for more than 14 days. */
  ACTIVE,
  /** Valid, and expires within 14 days. */
  EXPIRING,
  /** Expired. */
  EXPIRED,
  /** Valid, and being replaced: it ends with its grace. */
  RETIRING,
  /** Revoked. */
  REVOKED,
  /** Its integration is disabled. */
  INTEGRATION_DISABLED,
  /** Its agent is restricted. */
  AGENT_RESTRICTED
}
