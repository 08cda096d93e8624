package org.nexusauth.limit.lease;

import org.nexusauth.config.LimitSettings.OnUnavailable;

/**
 * What one node may let pass by itself while the store does not answer. All nodes together pass no
 * more than the quota (or one request each, where there are more nodes than requests) in a window
 * that begins in the outage, and no more than that besides what the store had granted in one that
 * began before.
 */
final class LocalShare {
  private LocalShare() {}

  /**
   * Returns how many requests more a node may let pass in a window: its share of the quota, and of
   * what was left if the store has answered in this window.
   */
  static long restOf(LeaseWindow window, int nodes, OnUnavailable rule) {
    return switch (rule) {
      case DENY -> 0;
      case FULL -> Math.max(0, window.quota() - window.passed());
      case LOCAL -> Math.max(0, shareOf(window, nodes));
    };
  }

  private static long shareOf(LeaseWindow window, int nodes) {
    long rest = Math.max(1, window.quota() / nodes) - window.passed();
    if (!window.isKnown()) {
      return rest;
    }
    return Math.min(rest, window.rest() / nodes - window.unreported());
  }
}
