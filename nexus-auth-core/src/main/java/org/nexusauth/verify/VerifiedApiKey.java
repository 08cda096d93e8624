package org.nexusauth.verify;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.status.KeySubject;
import org.nexusauth.status.SubjectIds;

/**
 * A key whose signature and claims are good. Only the verifier makes one. Immutable; holds no key
 * text.
 *
 * <p>As a {@link Principal} it is named after the integration.
 */
public final class VerifiedApiKey implements Principal {
  private final KeySubject subject;
  private final Set<String> permissions;
  private final Map<String, Object> claims;
  private final Lifetime lifetime;

  /** Made when first asked for: many applications have no store. */
  private volatile @Nullable SubjectIds subjectIds;

  VerifiedApiKey(
      KeySubject subject, Set<String> permissions, Map<String, Object> claims, Lifetime lifetime) {
    this.subject = subject;
    this.permissions = permissions;
    this.claims = claims;
    this.lifetime = lifetime;
  }

  /** Returns the integration's id. */
  @Override
  public String getName() {
    return integrationId();
  }

  /** Returns the {@code jti}, or for a key without one an id derived from its signed text. */
  public String keyId() {
    return subject.keyId();
  }

  /** Returns the integration's id. */
  public String integrationId() {
    return subject.integrationId();
  }

  /** Returns the organization's id. */
  public String organizationId() {
    return subject.organizationId();
  }

  /** Returns the agent's id; older keys have none. */
  public Optional<String> agentId() {
    return Optional.ofNullable(subject.agentId());
  }

  /** Returns the permissions, in the order of the claim. */
  public Set<String> permissions() {
    return permissions;
  }

  /** Returns whether the key has exactly this permission. */
  public boolean hasPermission(String permission) {
    return permissions.contains(permission);
  }

  /** Returns the {@code iss} claim. */
  public Optional<String> issuer() {
    return Optional.ofNullable(subject.issuer());
  }

  /** Returns the {@code iat} claim. */
  public Optional<Instant> issuedAt() {
    return Optional.ofNullable(subject.issuedAt());
  }

  /** Returns the {@code exp} claim. */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(subject.expiresAt());
  }

  /** Returns the {@code kid} of the key that it is signed with. */
  public Optional<String> signingKeyId() {
    return Optional.ofNullable(subject.signingKeyId());
  }

  /** Returns the ids that the key's status hangs on. */
  public KeySubject subject() {
    return subject;
  }

  /** Returns the same ids as stores know them, hashed once. */
  public SubjectIds subjectIds() {
    SubjectIds known = subjectIds;
    if (known == null) {
      known = SubjectIds.of(subject);
      subjectIds = known;
    }
    return known;
  }

  /**
   * Returns all claims by name, those of the contract included: a string, {@link Boolean}, {@link
   * Long}, {@link java.math.BigDecimal}, {@link java.util.List}, {@link Map}, or {@link
   * JsonNull#NULL}. Unmodifiable throughout.
   */
  public Map<String, Object> claims() {
    return claims;
  }

  Lifetime lifetime() {
    return lifetime;
  }

  /** Returns the ids; no key text. */
  @Override
  public String toString() {
    return "VerifiedApiKey[keyId=%s, integrationId=%s, organizationId=%s]"
        .formatted(keyId(), integrationId(), organizationId());
  }
}
