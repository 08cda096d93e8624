package org.nexusauth.management.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.verify.GenuineKey;

/**
 * What a key says of itself, as issued.
 *
 * @param issuer the {@code iss}; null for imported keys without one
 * @param ref the ids of organization, integration and key
 * @param agentId the agent; null for older keys without one
 * @param permissions the permissions, in the order of the claim
 * @param plan the {@code plan} claim; null for none
 * @param signingKeyId the {@code kid}; null for imported keys without one
 * @param issuedAt the {@code iat}; null for imported keys without one
 * @param expiresAt the {@code exp}; null for imported keys without one
 */
public record KeyClaims(
    @Nullable String issuer,
    KeyRef ref,
    @Nullable String agentId,
    List<String> permissions,
    @Nullable String plan,
    @Nullable String signingKeyId,
    @Nullable Instant issuedAt,
    @Nullable Instant expiresAt) {

  /** Copies the permissions. */
  public KeyClaims {
    permissions = List.copyOf(permissions);
  }

  /** Returns what a genuine key says of itself. */
  public static KeyClaims of(GenuineKey key) {
    KeySubject subject = key.subject();
    return new KeyClaims(
        subject.issuer(),
        new KeyRef(subject.organizationId(), subject.integrationId(), subject.keyId()),
        subject.agentId(),
        key.permissions(),
        key.plan(),
        subject.signingKeyId(),
        subject.issuedAt(),
        subject.expiresAt());
  }

  /** Returns the ids by which stores of revocations know the key. */
  public KeySubject subject() {
    return new KeySubject(
        issuer,
        ref.keyId(),
        ref.integrationId(),
        ref.organizationId(),
        agentId,
        signingKeyId,
        issuedAt,
        expiresAt);
  }
}
