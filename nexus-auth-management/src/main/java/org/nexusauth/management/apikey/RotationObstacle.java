package org.nexusauth.management.apikey;

import java.util.Optional;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyState;

/** Why a key cannot be rotated. */
public enum RotationObstacle {
  /** It is revoked, or will be. */
  REVOKED("This key is revoked, or will be. Generate a new key instead."),
  /** Its rotation has begun. */
  ROTATING("This key is being rotated already. Wait for its end, or cancel that rotation first."),
  /** It has expired. */
  EXPIRED("This key has expired. Generate a new key instead."),
  /** It was issued elsewhere. */
  NOT_MANAGED(
      "This key was issued elsewhere and is not managed here. Generate a new key with the same"
          + " permissions, and revoke this one once it is no longer used."),
  /** Its integration is disabled. */
  INTEGRATION_DISABLED("The integration of this key is disabled. Enable it first."),
  /** Its agent is restricted. */
  AGENT_RESTRICTED("The agent of this key is restricted. Lift the restriction first.");

  private final String advice;

  RotationObstacle(String advice) {
    this.advice = advice;
  }

  /** Returns what is wrong and what to do, sentences. */
  public String advice() {
    return advice;
  }

  /** Finds what stands in the way of a rotation; the first of several. */
  public static Optional<RotationObstacle> find(ApiKeyView key) {
    return find(key.record(), key.state());
  }

  static Optional<RotationObstacle> find(ApiKeyRecord key, KeyState state) {
    if (state == KeyState.REVOKED || key.lifecycle().revocation() != null) {
      return Optional.of(REVOKED);
    }
    if (key.lifecycle().rotation() != null) {
      return Optional.of(ROTATING);
    }
    if (state == KeyState.EXPIRED) {
      return Optional.of(EXPIRED);
    }
    if (key.label().origin() == Origin.IMPORTED) {
      return Optional.of(NOT_MANAGED);
    }
    return switch (state) {
      case INTEGRATION_DISABLED -> Optional.of(INTEGRATION_DISABLED);
      case AGENT_RESTRICTED -> Optional.of(AGENT_RESTRICTED);
      default -> Optional.empty();
    };
  }
}
