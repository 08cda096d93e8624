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

  /** The least time, in milliseconds, that tokens are kept which are not used. */
  static final long IDLE = 1_000;

  /** Tokens that were not used for so many milliseconds are given back in any case. */
  static final long LONG_IDLE = 10_000;

  /** How often, in milliseconds, the store is asked again that had nothing left. */
  static final long ASK_AGAIN = 1_000;

  /** A node's clock may be slower than the store's by one part in so many. */
  static final long CLOCK_TOLERANCE = 1_000;

  /** A time before every other one, from which differences can be taken. */
  static final long NEVER = Long.MIN_VALUE / 4;
}
