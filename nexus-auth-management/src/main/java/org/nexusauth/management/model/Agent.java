package org.nexusauth.management.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent of an organization. Its integrations connect it to the API.
 *
 * @param organizationId its organization
 * @param id its id, the {@code agentId} claim of its keys
 * @param name its name, 1 to 80 characters
 * @param restriction why its keys are denied; null while they are not
 * @param createdAt when it was recorded
 * @param version counts its changes from 1
 */
public record Agent(
    String organizationId,
    String id,
    String name,
    @Nullable Suspension restriction,
    Instant createdAt,
    long version) {}
