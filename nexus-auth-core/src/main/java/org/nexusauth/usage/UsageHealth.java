package org.nexusauth.usage;

import java.time.Instant;

/**
 * How the counting of usage on this node goes.
 *
 * @param writtenUpTo all requests that ended here before are in the store
 * @param pendingRows how many rows are counted and not written
 * @param written how many requests have been written since the start
 * @param dropped how many requests could not be counted since the start, as there was no room
 * @param failing whether the last attempt to write failed
 */
public record UsageHealth(
    Instant writtenUpTo, long pendingRows, long written, long dropped, boolean failing) {}
