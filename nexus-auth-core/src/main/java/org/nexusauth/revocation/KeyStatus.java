package org.nexusauth.revocation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a genuine key is valid now.
 *
 * @param state the state
 * @param reason why, for logs and people who operate, never sent to clients; null for an active key
 */
public record KeyStatus(State state, @Nullable String reason) {

  /** The states of a key. */
  public enum State {
    /** Valid. */
    ACTIVE,
    /** Permanently revoked: {@code key_revoked}. */
    REVOKED,
    /** Its integration is switched off: {@code integration_disabled}. */
    INTEGRATION_DISABLED,
    /** Its agent is switched off: {@code agent_restricted}. */
    AGENT_RESTRICTED
  }

  /** Checks that the state is not null. */
  public KeyStatus {
    Objects.requireNonNull(state, "state");
  }

  private static final KeyStatus ACTIVE = new KeyStatus(State.ACTIVE, null);
  private static final KeyStatus DISABLED =
      new KeyStatus(State.INTEGRATION_DISABLED, "integration disabled");
  private static final KeyStatus RESTRICTED =
      new KeyStatus(State.AGENT_RESTRICTED, "agent restricted");

  /** Returns the status of a valid key. */
  public static KeyStatus active() {
    return ACTIVE;
  }

  /** Returns the status of a revoked key. */
  public static KeyStatus revoked(String reason) {
    return new KeyStatus(State.REVOKED, reason);
  }

  /** Returns the status of a key whose integration is switched off. */
  public static KeyStatus integrationDisabled() {
    return DISABLED;
  }

  /** Returns the status of a key whose agent is switched off. */
  public static KeyStatus agentRestricted() {
    return RESTRICTED;
  }
}
