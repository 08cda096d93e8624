package org.nexusauth.management.model.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a key which is still valid is being replaced.
 *
 * @param old the key that is replaced
 * @param plan the name of its plan; null for the default one
 * @param endsAt when it ends, by its record: the end of its rotation, or its expiry if that is
 *     earlier
 * @param successor the key that replaces it
 */
public record OngoingRotation(
    KeyIdentity old, @Nullable String plan, Instant endsAt, KeyIdentity successor) {}
