package org.nexusauth.limit.lease;

import org.nexusauth.config.LimitSettings.OnUnavailable;

/**
 * How a node leases tokens.
 *
 * @param exact true to ask the store for each request, and to hold nothing in hand
 * @param onUnavailable what holds while the store does not answer
 */
public record LeaseRules(boolean exact, OnUnavailable onUnavailable) {
  /** A lease that was used up within so many milliseconds was too small. */
  static final long SHORT_LEASE = 250;

  /** Tokens that were not used for so many milliseconds are given back while few are left. */
  static final long IDLE = 1_000;

  /** Tokens that were not used for so many milliseconds are given back in any case. */
  static final long LONG_IDLE = 10_000;

  /** How often, in milliseconds, the store is asked again that had nothing left. */
  static final long ASK_AGAIN = 1_000;
}
