package org.nexusauth.revocation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a node stands to the store that it follows; for gauges and for readiness.
 *
 * @param ready whether keys are judged now: all was loaded, and it is not too old
 * @param age the time since the start of the last good poll; null before the first
 * @param version how often something changed since the start
 * @param entries how many subjects are revoked or switched off
 * @param cursor where the node is in the feed
 * @param problem why the last poll failed, or null when it was good
 */
public record FeedHealth(
    boolean ready,
    @Nullable Duration age,
    long version,
    long entries,
    Cursor cursor,
    @Nullable String problem) {}
