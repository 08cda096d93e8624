package org.nexusauth.management.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An integration: connects one agent to the API. Its keys are its own.
 *
 * @param organizationId its organization
 * @param id its id, the {@code integrationId} claim of its keys
 * @param name its name, 1 to 80 characters, unique in its organization
 * @param agentId its agent
 * @param disablement why its keys are denied; null while it is enabled
 * @param createdAt when it was recorded
 * @param createdBy the operator who made it
 * @param version counts its changes from 1
 */
public record Integration(
    String organizationId,
    String id,
    String name,
    String agentId,
    @Nullable Suspension disablement,
    Instant createdAt,
    String createdBy,
    long version) {}
