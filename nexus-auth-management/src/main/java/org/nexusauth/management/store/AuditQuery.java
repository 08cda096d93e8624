package org.nexusauth.management.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are listed, the newest first. Null members filter nothing.
 *
 * @param organizationIds of these organizations; null for all, those of none included
 * @param actor by one actor
 * @param action of one action
 * @param subjectId on one subject
 * @param from at this instant or later
 * @param to before this instant
 */
public record AuditQuery(
    @Nullable Set<String> organizationIds,
    @Nullable String actor,
    @Nullable String action,
    @Nullable String subjectId,
    @Nullable Instant from,
    @Nullable Instant to) {}
