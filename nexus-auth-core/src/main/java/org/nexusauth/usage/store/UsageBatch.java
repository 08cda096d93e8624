package org.nexusauth.usage.store;

import java.time.Instant;
import java.util.List;

/**
 * What one node has counted since its last batch. Immutable: a batch whose writing had no known
 * outcome is written again as it is.
 *
 * @param node the node's id, of this process alone
 * @param number the batch's number, counted from 1 by the node without gaps
 * @param completeUpTo all requests that ended at this node before are in this batch or an earlier
 *     one
 * @param minutes what keys did; a key and minute at most once
 * @param denials entries of the error log
 * @param dropped how many requests the node could not count, as there was no room
 */
public record UsageBatch(
    String node,
    long number,
    Instant completeUpTo,
    List<KeyMinute> minutes,
    List<DeniedRequest> denials,
    long dropped) {

  /** Copies the lists. */
  public UsageBatch {
    minutes = List.copyOf(minutes);
    denials = List.copyOf(denials);
  }
}
