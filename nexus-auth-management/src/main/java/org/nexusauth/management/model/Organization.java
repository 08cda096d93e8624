package org.nexusauth.management.model;

import java.time.Instant;

/**
 * An organization: the owner of agents and integrations.
 *
 * @param id its id, the {@code organizationId} claim of its keys
 * @param name its name, 1 to 80 characters
 * @param createdAt when it was recorded
 * @param version counts its changes from 1
 */
public record Organization(String id, String name, Instant createdAt, long version) {}
