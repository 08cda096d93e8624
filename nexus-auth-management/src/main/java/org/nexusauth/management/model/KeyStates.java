package org.nexusauth.management.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.KeyStatus;

/**
 * Computes the state of a key; the one place that does. Of several states that apply the first one
 * counts: revoked, expired, integration disabled, agent restricted, retiring, expiring, active.
 */
public final class KeyStates {
  /** A key is expiring from this time before its end on. */
  public static final Duration EXPIRING = Duration.ofDays(14);

  private KeyStates() {}

  /**
   * Returns the state of a key. What the revocation store says decides, whatever the record says of
   * revocations.
   *
   * @param status what the revocation store says
   */
  public static KeyState stateOf(ApiKeyRecord key, KeyStatus status, Instant now) {
    if (status.state() == KeyStatus.State.REVOKED) {
      return KeyState.REVOKED;
    }
    if (hasExpired(key, now)) {
      return KeyState.EXPIRED;
    }
    return switch (status.state()) {
      case INTEGRATION_DISABLED -> KeyState.INTEGRATION_DISABLED;
      case AGENT_RESTRICTED -> KeyState.AGENT_RESTRICTED;
      case REVOKED, ACTIVE -> stateOfValidKey(key, now);
    };
  }

  /**
   * Returns the state of a key by the records alone, for lists and counts: a key is revoked from
   * the instant of its revocation or the end of its rotation on.
   *
   * @param integration its integration; null if there is no record of it
   * @param agent its agent; null if there is no record of it
   */
  public static KeyState stateByRecords(
      ApiKeyRecord key, @Nullable Integration integration, @Nullable Agent agent, Instant now) {
    return stateOf(key, statusByRecords(key, integration, agent, now), now);
  }

  private static KeyStatus statusByRecords(
      ApiKeyRecord key, @Nullable Integration integration, @Nullable Agent agent, Instant now) {
    if (isRevokedByRecord(key.lifecycle(), now)) {
      return KeyStatus.revoked("by its record");
    }
    if (integration != null && integration.disablement() != null) {
      return KeyStatus.integrationDisabled();
    }
    if (agent != null && agent.restriction() != null) {
      return KeyStatus.agentRestricted();
    }
    return KeyStatus.active();
  }

  /** A revocation at this very instant is in force. */
  private static boolean isRevokedByRecord(KeyLifecycle lifecycle, Instant now) {
    KeyRevocation revocation = lifecycle.revocation();
    Rotation rotation = lifecycle.rotation();
    return (revocation != null && !revocation.at().isAfter(now))
        || (rotation != null && !rotation.endsAt().isAfter(now));
  }

  /** exp == now is expired. */
  private static boolean hasExpired(ApiKeyRecord key, Instant now) {
    Instant expiresAt = key.claims().expiresAt();
    return expiresAt != null && !expiresAt.isAfter(now);
  }

  private static KeyState stateOfValidKey(ApiKeyRecord key, Instant now) {
    Rotation rotation = key.lifecycle().rotation();
    if (rotation != null) {
      return KeyState.RETIRING;
    }
    Instant expiresAt = key.claims().expiresAt();
    // exp == now + 14 days is expiring.
    if (expiresAt != null && !expiresAt.isAfter(now.plus(EXPIRING))) {
      return KeyState.EXPIRING;
    }
    return KeyState.ACTIVE;
  }
}
