package org.nexusauth.management.store;

import java.time.Instant;
import java.util.Map;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;

/** The port of first and last uses. Each node writes rows of its own. Thread-safe. */
public interface KeyUseStore {
  /**
   * Merges what this node has seen: the earliest first use, the latest last one.
   *
   * @throws org.nexusauth.management.problem.ManagementException of kind {@code UNAVAILABLE}
   */
  void mergeKeyUses(String node, Map<KeyRef, KeyUse> uses);

  /**
   * Merges the rows of nodes that were last written before an instant into one row a key that
   * belongs to no node, so that processes that have ended leave no rows behind. What is read of a
   * key does not change; nodes may write concurrently, also to a key whose row was merged.
   *
   * @param max how many rows at most
   * @return how many rows were merged; fewer than {@code max} if none are left
   * @throws org.nexusauth.management.problem.ManagementException of kind {@code UNAVAILABLE}
   */
  int foldKeyUses(Instant lastUsedBefore, int max);
}
