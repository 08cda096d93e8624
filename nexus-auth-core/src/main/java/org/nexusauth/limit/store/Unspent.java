package org.nexusauth.limit.store;

import java.util.List;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.SubjectId;

/**
 * Tokens that a node was granted and did not spend.
 *
 * @param key whose windows they were debited from
 * @param plan the policies
 * @param windows for each policy the index of the window that was debited; what has ended by the
 *     store's clock is left as it is
 * @param tokens how many, 1 or more
 */
public record Unspent(SubjectId key, LimitPlan plan, List<Long> windows, int tokens) {

  /** Copies the windows. */
  public Unspent {
    windows = List.copyOf(windows);
    if (tokens < 1) {
      throw new IllegalArgumentException("at least 1 token is given back");
    }
  }
}
