package org.nexusauth.usage.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.reason.Reason;

/**
 * Which entries of the error log are asked for, the newest first.
 *
 * @param scope whose
 * @param reasons of these reasons; empty for all
 * @param from not before
 * @param to before
 * @param requestId of this request; null for all
 * @param after the cursor of a page before, or null for the first page; a store throws an {@link
 *     IllegalArgumentException} for a text that is none
 * @param max how many at most, 1 to 1,000
 */
public record DenialQuery(
    UsageScope scope,
    Set<Reason> reasons,
    Instant from,
    Instant to,
    @Nullable String requestId,
    @Nullable String after,
    int max) {

  /** Copies the reasons. */
  public DenialQuery {
    reasons = Set.copyOf(reasons);
  }
}
