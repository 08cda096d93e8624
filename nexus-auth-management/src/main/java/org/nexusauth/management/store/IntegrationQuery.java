package org.nexusauth.management.store;

import org.jspecify.annotations.Nullable;

/**
 * Which integrations are listed, by name. Null members filter nothing.
 *
 * @param organizationId of one organization
 * @param agentId of one agent
 * @param disabled only disabled ones, or only enabled ones
 * @param text those whose name or id contains this text, ignoring case
 */
public record IntegrationQuery(
    String organizationId,
    @Nullable String agentId,
    @Nullable Boolean disabled,
    @Nullable String text) {}
