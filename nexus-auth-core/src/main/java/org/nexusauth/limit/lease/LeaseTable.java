package org.nexusauth.limit.lease;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The leases of a node. Those that hold nothing and are not used are removed, a few at a time:
 * while there are few leases, when their windows have ended; else after two seconds. What is
 * forgotten then is how much this node let pass, which bounds what it lets pass in an outage.
 *
 * <p>Thread-safe; one thread at a time cleans.
 */
final class LeaseTable {
  /** So many leases are looked at each time, and how often, in milliseconds, at most. */
  private static final int INSPECTED = 1_000;

  private static final long CLEAN_EVERY = 20;

  /** With more leases than these, about 20 MB, idle ones go earlier. */
  private static final int MANY = 50_000;

  private static final long IDLE_OF_MANY = 2_000;

  private final ConcurrentHashMap<LeaseId, KeyLease> leases = new ConcurrentHashMap<>();
  private long cleanedAt = LeaseRules.NEVER;
  private Iterator<KeyLease> hand = leases.values().iterator();

  /** Returns the lease of a key; of a plan without limits one that nothing has to be known of. */
  KeyLease leaseOf(LeaseId id, LeaseNode node) {
    if (id.plan().policies().isEmpty()) {
      return new KeyLease(id, node);
    }
    return leases.computeIfAbsent(id, unknown -> new KeyLease(unknown, node));
  }

  @Nullable KeyLease find(LeaseId id) {
    return leases.get(id);
  }

  void remove(KeyLease retired) {
    leases.remove(retired.id(), retired);
  }

  Iterable<KeyLease> all() {
    return leases.values();
  }

  int size() {
    return leases.size();
  }

  /** Removes some of those that nothing depends on. */
  void removeSomeIdle(long now) {
    if (now - cleanedAt < CLEAN_EVERY) {
      return;
    }
    cleanedAt = now;
    boolean many = leases.size() > MANY;
    long idle = many ? IDLE_OF_MANY : LeaseRules.LONG_IDLE;
    for (int i = 0; i < INSPECTED; i++) {
      if (!hand.hasNext()) {
        hand = leases.values().iterator();
        return;
      }
      KeyLease lease = hand.next();
      synchronized (lease) {
        if (lease.retire(now, idle, !many)) {
          remove(lease);
        }
      }
    }
  }
}
