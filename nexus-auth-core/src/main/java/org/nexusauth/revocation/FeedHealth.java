package org.nexusauth.revocation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of this node's replica of a store; for gauges and for readiness.
 *
 * @param ready whether statuses are known now: all was loaded, and it is not too old
 * @param age the time since the start of the last successful poll; null before the first
 * @param version how often something changed since the start
 * @param entries how many subjects are revoked or switched off
 * @param cursor where the node is in the feed
 * @param problem why the last poll failed; null if it succeeded
 */
public record FeedHealth(
    boolean ready,
    @Nullable Duration age,
    long version,
    long entries,
    Cursor cursor,
    @Nullable String problem) {}
