package org.nexusauth.management.alert.rule;

import java.util.List;
import org.nexusauth.limit.plan.LimitPolicy;

/**
 * The limits of a key.
 *
 * @param policies the limits of its plan; empty for none
 * @param windowHash the first half of the id whose windows it uses ({@code SubjectId.high()} of
 *     {@code LimitAssignments.windowsOf}), from which their phase follows
 */
public record AssignedLimits(List<LimitPolicy> policies, long windowHash) {
  /** No limits. */
  public static final AssignedLimits NONE = new AssignedLimits(List.of(), 0);

  /** Copies the list. */
  public AssignedLimits {
    policies = List.copyOf(policies);
  }
}
