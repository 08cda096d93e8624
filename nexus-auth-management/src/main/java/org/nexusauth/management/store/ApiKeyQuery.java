package org.nexusauth.management.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyState;

/**
 * Which keys are listed, the newest first. Null members filter nothing.
 *
 * @param organizationId of one organization
 * @param integrationId of one integration
 * @param agentId of one agent
 * @param state in one state: in a store by the records, as {@link
 *     org.nexusauth.management.model.KeyStates#stateByRecords} computes it at {@code now}; in the
 *     service by the verdict of the revocation store
 * @param expiresBefore those that expire before an instant
 * @param unusedSince those that were not used since an instant, and were made before it
 * @param text those whose name or id contains this text, ignoring case, or whose last four
 *     characters are this text
 * @param plan those that have this plan, by their record or their claim; keys without a plan have
 *     the default one
 * @param environment those of one environment
 * @param now when the state is computed
 */
public record ApiKeyQuery(
    String organizationId,
    @Nullable String integrationId,
    @Nullable String agentId,
    @Nullable KeyState state,
    @Nullable Instant expiresBefore,
    @Nullable Instant unusedSince,
    @Nullable String text,
    @Nullable String plan,
    @Nullable Environment environment,
    Instant now) {

  /** Makes a query of keys of any environment. */
  public ApiKeyQuery(
      String organizationId,
      @Nullable String integrationId,
      @Nullable String agentId,
      @Nullable KeyState state,
      @Nullable Instant expiresBefore,
      @Nullable Instant unusedSince,
      @Nullable String text,
      @Nullable String plan,
      Instant now) {
    this(
        organizationId,
        integrationId,
        agentId,
        state,
        expiresBefore,
        unusedSince,
        text,
        plan,
        null,
        now);
  }

  /** Makes a query of keys of any plan and environment. */
  public ApiKeyQuery(
      String organizationId,
      @Nullable String integrationId,
      @Nullable String agentId,
      @Nullable KeyState state,
      @Nullable Instant expiresBefore,
      @Nullable Instant unusedSince,
      @Nullable String text,
      Instant now) {
    this(
        organizationId, integrationId, agentId, state, expiresBefore, unusedSince, text, null, now);
  }

  /** Returns the same query of keys of one environment; null for any. */
  public ApiKeyQuery withEnvironment(@Nullable Environment wanted) {
    return new ApiKeyQuery(
        organizationId,
        integrationId,
        agentId,
        state,
        expiresBefore,
        unusedSince,
        text,
        plan,
        wanted,
        now);
  }
}
