package org.nexusauth.management.use;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.nexusauth.management.internal.Log;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.store.KeyUseStore;

/**
 * Writes what a recorder has seen into a store. While the store cannot be reached, uses are kept,
 * merged and written later. Used by one thread at a time.
 */
public final class KeyUseFlusher {
  private static final int BATCH = 1_000;

  private final KeyUseStore store;
  private final String node;
  private final Map<KeyRef, KeyUse> pending = new HashMap<>();

  /** Whether keys were left out, so that it is logged once. */
  private boolean overflowing;

  /**
   * Makes a flusher.
   *
   * @param node the name of this process, whose rows no other one writes
   */
  public KeyUseFlusher(KeyUseStore store, String node) {
    this.store = store;
    this.node = node;
  }

  /** Adds what was seen to what is to be written; at most {@link KeyUseRecorder#MAX_KEYS} keys. */
  public void addAll(List<SeenKey> seen, long skipped) {
    long leftOut = skipped;
    for (SeenKey one : seen) {
      if (pending.size() < KeyUseRecorder.MAX_KEYS || pending.containsKey(one.ref())) {
        pending.merge(one.ref(), one.use(), KeyUse::mergedWith);
      } else {
        leftOut++;
      }
    }
    if (leftOut > 0 && !overflowing) {
      Log.usesLeftOut(KeyUseRecorder.MAX_KEYS, leftOut);
    }
    overflowing = leftOut > 0;
  }

  /**
   * Writes what is to be written; what was not is kept.
   *
   * @throws org.nexusauth.management.problem.ManagementException if the store cannot be reached
   */
  public void writePending() {
    while (!pending.isEmpty()) {
      Map<KeyRef, KeyUse> batch = nextBatch();
      store.mergeKeyUses(node, batch);
      pending.keySet().removeAll(batch.keySet());
    }
  }

  /** Returns how many keys have uses that are not written. */
  public int pendingCount() {
    return pending.size();
  }

  private Map<KeyRef, KeyUse> nextBatch() {
    Map<KeyRef, KeyUse> batch = new HashMap<>();
    Iterator<Map.Entry<KeyRef, KeyUse>> entries = pending.entrySet().iterator();
    while (entries.hasNext() && batch.size() < BATCH) {
      Map.Entry<KeyRef, KeyUse> entry = entries.next();
      batch.put(entry.getKey(), entry.getValue());
    }
    return Map.copyOf(batch);
  }
}
