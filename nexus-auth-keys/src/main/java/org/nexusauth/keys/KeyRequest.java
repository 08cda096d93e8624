package org.nexusauth.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a key: whose it is, what it may do and for how long. Immutable; see {@link
 * #builder}.
 *
 * @param integrationId the integration that calls with the key
 * @param organizationId the organization that the integration belongs to
 * @param agentId the agent that the key is bound to, or null for none
 * @param permissions what the key may do, each an exact string; may be empty
 * @param plan the plan whose limits apply to the key, or null for none
 * @param validity when the key is valid
 * @param id the key's id, or null for a random one
 */
public record KeyRequest(
    String integrationId,
    String organizationId,
    @Nullable String agentId,
    List<String> permissions,
    @Nullable String plan,
    Validity validity,
    @Nullable String id) {

  /**
   * Checks the ids and permissions, and copies the latter without repetitions.
   *
   * @throws IllegalArgumentException if a text is empty or whitespace, longer than 255 characters,
   *     or has control characters
   */
  public KeyRequest {
    IdentifierRules.require("integration id", integrationId);
    IdentifierRules.require("organization id", organizationId);
    if (agentId != null) {
      IdentifierRules.require("agent id", agentId);
    }
    if (plan != null) {
      IdentifierRules.require("plan", plan);
    }
    if (id != null) {
      IdentifierRules.require("key id", id);
    }
    permissions.forEach(permission -> IdentifierRules.require("permission", permission));
    permissions = List.copyOf(new LinkedHashSet<>(permissions));
  }

  /**
   * Starts a request. Besides the two ids it needs {@link Builder#expiresIn} or {@link
   * Builder#expiresAt}.
   *
   * @param integrationId the integration that calls with the key
   * @param organizationId the organization that the integration belongs to
   */
  public static Builder builder(String integrationId, String organizationId) {
    return new Builder(integrationId, organizationId);
  }

  /** Builds a request. Not thread-safe. */
  public static final class Builder {

    private final String integrationId;
    private final String organizationId;
    private final Set<String> permissions = new LinkedHashSet<>();
    private @Nullable String agentId;
    private @Nullable String plan;
    private @Nullable String id;
    private @Nullable Duration lifetime;
    private @Nullable Instant expiresAt;
    private @Nullable Instant notBefore;

    private Builder(String integrationId, String organizationId) {
      this.integrationId = integrationId;
      this.organizationId = organizationId;
    }

    /**
     * Binds the key to an agent.
     *
     * @param agentId the agent's id
     */
    public Builder agent(String agentId) {
      this.agentId = agentId;
      return this;
    }

    /**
     * Adds permissions.
     *
     * @param permissions for example {@code read}, {@code write} or {@code thread:close}
     */
    public Builder permissions(String... permissions) {
      this.permissions.addAll(List.of(permissions));
      return this;
    }

    /**
     * Sets the plan, which is signed into the key.
     *
     * @param plan the name of the plan whose limits apply to the key
     */
    public Builder plan(String plan) {
      this.plan = plan;
      return this;
    }

    /**
     * Sets how long the key is valid after it is issued, instead of {@link #expiresAt}.
     *
     * @param lifetime at least a second; fractions of a second are cut off
     */
    public Builder expiresIn(Duration lifetime) {
      this.lifetime = lifetime;
      this.expiresAt = null;
      return this;
    }

    /**
     * Sets when the key expires, instead of {@link #expiresIn}.
     *
     * @param expiresAt the first instant at which it is expired; fractions of a second are cut off
     */
    public Builder expiresAt(Instant expiresAt) {
      this.expiresAt = expiresAt;
      this.lifetime = null;
      return this;
    }

    /**
     * Sets when the key becomes valid. Default: when it is issued.
     *
     * @param notBefore the first instant; fractions of a second are cut off
     */
    public Builder notBefore(Instant notBefore) {
      this.notBefore = notBefore;
      return this;
    }

    /**
     * Sets the key's id. Default: a random one. The issuer must never use it twice: revoking one
     * key would revoke the other.
     *
     * @param id the {@code jti}, at most 255 characters
     */
    public Builder id(String id) {
      this.id = id;
      return this;
    }

    /**
     * Returns the request.
     *
     * @throws IllegalArgumentException if a text is empty or whitespace, too long or has control
     *     characters, or no expiry was set
     */
    public KeyRequest build() {
      return new KeyRequest(
          integrationId,
          organizationId,
          agentId,
          List.copyOf(permissions),
          plan,
          new Validity(lifetime, expiresAt, notBefore),
          id);
    }
  }
}
