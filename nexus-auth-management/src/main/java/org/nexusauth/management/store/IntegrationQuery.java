package org.nexusauth.management.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which integrations are listed, by name. Null members filter nothing.
 *
 * @param organizationId of one organization
 * @param agentId of one agent
 * @param disabled only disabled ones, or only enabled ones
 * @param expiring only those with a key in the state {@code EXPIRING} by the records at {@code
 *     now}, or only those without one
 * @param unusedSince those of which no key was used since an instant, and that were made before it
 * @param text those whose name or id contains this text, ignoring case
 * @param now when the state is computed
 */
public record IntegrationQuery(
    String organizationId,
    @Nullable String agentId,
    @Nullable Boolean disabled,
    @Nullable Boolean expiring,
    @Nullable Instant unusedSince,
    @Nullable String text,
    Instant now) {}
