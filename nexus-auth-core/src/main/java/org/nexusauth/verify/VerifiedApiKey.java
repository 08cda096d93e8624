package org.nexusauth.verify;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.json.JsonNull;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.internal.HashedKeySubject;

/**
 * A key whose signature and claims are valid. Only the verifier creates instances. Immutable; holds
 * no key text.
 *
 * <p>That it was valid is a statement about its request. What runs on after that, a stream, a
 * WebSocket session or asynchronous work, keeps it and calls {@link #isStillValid}.
 *
 * <p>As a {@link Principal} it is named after the integration.
 */
public final class VerifiedApiKey implements Principal {
  private final KeySubject subject;
  private final Set<String> permissions;
  private final Map<String, Object> claims;
  private final Lifetime lifetime;

  /** Created on first use: many applications have no store. */
  private volatile @Nullable HashedKeySubject subjectIds;

  /** What proved this key; null when it was only read. */
  private final @Nullable RevalidationContext proof;

  /** Not volatile: a thread that reads an older one looks it up once more. */
  private @Nullable KeyAttachment attachment;

  VerifiedApiKey(
      KeySubject subject, Set<String> permissions, Map<String, Object> claims, Lifetime lifetime) {
    this.subject = subject;
    this.permissions = permissions;
    this.claims = claims;
    this.lifetime = lifetime;
    this.proof = null;
  }

  private VerifiedApiKey(VerifiedApiKey read, RevalidationContext proof) {
    this.subject = read.subject;
    this.permissions = read.permissions;
    this.claims = read.claims;
    this.lifetime = read.lifetime;
    this.proof = proof;
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

  /** Returns the {@code plan} claim: the plan whose limits apply to the key. */
  public Optional<String> plan() {
    if (claims.get(ClaimsCheck.PLAN) instanceof String plan) {
      return Optional.of(plan);
    }
    return Optional.empty();
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
  public HashedKeySubject subjectIds() {
    HashedKeySubject known = subjectIds;
    if (known == null) {
      known = HashedKeySubject.of(subject);
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

  /**
   * Returns whether a request with this key would still be granted now, by its claims and the
   * status of the key: false once it was revoked, its integration disabled, its agent restricted,
   * once it has expired, its verification key is no longer trusted, or the application has ended.
   * False, too, while its status is not known.
   *
   * <p>Cheap, and never blocks, with a store that is replicated to this node or none: it is a look
   * at memory. A store that is queried for each request is queried, for at most {@code
   * nexus.auth.revocation.timeout}.
   */
  public boolean isStillValid() {
    return validityFailure().isEmpty();
  }

  /**
   * Returns what a request with this key would be denied for now; empty while it is still valid.
   * Costs what {@link #isStillValid} costs; nothing is logged as a denial, no listener is notified.
   */
  public Optional<ValidityFailure> validityFailure() {
    return requireProof().validityFailure(this);
  }

  /**
   * Notifies a listener once this key is no longer valid: within a second after this node knows,
   * also when it is invalid already. When its status is unknown, it is notified once that has
   * lasted as long as {@code nexus.auth.revocation.max.staleness} allows.
   *
   * @return what ends the watch; close it when what runs for this key has ended
   * @throws IllegalStateException when 100,000 watches are open, or the application has ended
   */
  public KeyWatch onInvalid(KeyInvalidationListener listener) {
    return requireProof().watch(this, listener);
  }

  private RevalidationContext requireProof() {
    if (proof == null) {
      throw new IllegalStateException("this key was read to be explained, not verified");
    }
    return proof;
  }

  /** Returns this key as one that was proven. */
  VerifiedApiKey provenBy(RevalidationContext value) {
    return new VerifiedApiKey(this, value);
  }

  /** Returns what the limiter keeps with this key, or null. For the limiter alone. */
  public @Nullable KeyAttachment attachment() {
    return attachment;
  }

  /** Keeps something of the limiter with this key. For the limiter alone. */
  public void attach(@Nullable KeyAttachment value) {
    attachment = value;
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
