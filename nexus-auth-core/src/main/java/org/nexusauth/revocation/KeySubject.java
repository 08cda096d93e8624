package org.nexusauth.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a key that its status may depend on. Anyone can build one, so that a store can be
 * tested.
 *
 * @param issuer the {@code iss} claim, or null
 * @param keyId the {@code jti} claim, or for a key without one the id derived from its signed text
 * @param integrationId the integration
 * @param organizationId the organization
 * @param agentId the agent, or null for a key without one
 * @param signingKeyId the {@code kid} of the key that it is signed with, or null
 * @param issuedAt the {@code iat} claim, or null: counts as issued before any instant
 * @param expiresAt the {@code exp} claim, or null: never
 */
public record KeySubject(
    @Nullable String issuer,
    String keyId,
    String integrationId,
    String organizationId,
    @Nullable String agentId,
    @Nullable String signingKeyId,
    @Nullable Instant issuedAt,
    @Nullable Instant expiresAt) {

  /** Returns what the key's status depends on: the key itself first, then what it belongs to. */
  public List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>(5);
    subjects.add(Subject.of(this));
    subjects.add(Subject.organization(organizationId));
    subjects.add(Subject.integration(integrationId));
    if (agentId != null) {
      subjects.add(Subject.agent(agentId));
    }
    if (signingKeyId != null) {
      subjects.add(Subject.signingKey(issuer, signingKeyId));
    }
    return List.copyOf(subjects);
  }

  /** Returns a builder with the ids that every key has. */
  public static Builder builder(String keyId, String integrationId, String organizationId) {
    return new Builder(keyId, integrationId, organizationId);
  }

  /** Makes a {@link KeySubject}; what is not set is absent. Not thread-safe. */
  public static final class Builder {
    private final String keyId;
    private final String integrationId;
    private final String organizationId;
    private @Nullable String issuer;
    private @Nullable String agentId;
    private @Nullable String signingKeyId;
    private @Nullable Instant issuedAt;
    private @Nullable Instant expiresAt;

    private Builder(String keyId, String integrationId, String organizationId) {
      this.keyId = keyId;
      this.integrationId = integrationId;
      this.organizationId = organizationId;
    }

    /** Sets the issuer; null for none. */
    public Builder issuer(@Nullable String value) {
      issuer = value;
      return this;
    }

    /** Sets the agent; null for none. */
    public Builder agentId(@Nullable String value) {
      agentId = value;
      return this;
    }

    /** Sets the id of the signing key; null for none. */
    public Builder signingKeyId(@Nullable String value) {
      signingKeyId = value;
      return this;
    }

    /** Sets when the key was issued; null for unknown. */
    public Builder issuedAt(@Nullable Instant value) {
      issuedAt = value;
      return this;
    }

    /** Sets when the key expires; null for never. */
    public Builder expiresAt(@Nullable Instant value) {
      expiresAt = value;
      return this;
    }

    /** Returns the subject. */
    public KeySubject build() {
      return new KeySubject(
          issuer, keyId, integrationId, organizationId, agentId, signingKeyId, issuedAt, expiresAt);
    }
  }
}
