package org.nexusauth.limit.store;

import java.time.Instant;
import java.util.List;

/**
 * What a {@link LimitStore} grants: it has debited so many tokens from all windows of the key.
 *
 * @param tokens how many requests the node may let pass before the first of the windows ends; 0 to
 *     what was wanted
 * @param windows the windows that were debited, in the order of the plan's policies
 * @param at when, by the store's clock, to the millisecond
 * @param generation distinguishes these counters from others, which began with nothing used: it
 *     changes when the store has lost its counters
 */
public record Grant(int tokens, List<DebitedWindow> windows, Instant at, String generation) {

  /**
   * A window of a key after a debit.
   *
   * @param index the number of the window, by the store's clock ({@link
   *     org.nexusauth.limit.plan.LimitPolicy#windowAt})
   * @param used how many tokens are debited in it, those of this grant included; may exceed the
   *     quota where tokens were spent while the store did not answer
   */
  public record DebitedWindow(long index, long used) {}

  /** Copies the windows. */
  public Grant {
    windows = List.copyOf(windows);
  }
}
