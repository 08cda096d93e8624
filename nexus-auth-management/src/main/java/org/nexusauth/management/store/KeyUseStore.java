package org.nexusauth.management.store;

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
}
