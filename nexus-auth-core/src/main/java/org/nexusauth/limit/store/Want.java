package org.nexusauth.limit.store;

import java.util.List;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.SubjectId;

/**
 * What a node wants of a {@link LimitStore} for one key.
 *
 * @param key whose windows are debited
 * @param plan the policies; all of them are debited by the same number
 * @param tokens how many requests the node wants to let pass, 0 or more
 * @param spent for each policy how many requests of its current window the node has let pass
 *     without asking, while the store did not answer: they are debited first, whatever is left;
 *     empty for none
 */
public record Want(SubjectId key, LimitPlan plan, int tokens, List<Integer> spent) {

  /** Copies and checks the numbers. */
  public Want {
    spent = List.copyOf(spent);
    if (tokens < 0 || spent.stream().anyMatch(number -> number < 0)) {
      throw new IllegalArgumentException("tokens and spent are 0 or more");
    }
    if (!spent.isEmpty() && spent.size() != plan.policies().size()) {
      throw new IllegalArgumentException("spent has a number for each policy");
    }
  }
}
