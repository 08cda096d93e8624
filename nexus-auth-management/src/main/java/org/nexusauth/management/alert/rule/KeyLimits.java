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
public record KeyLimits(List<LimitPolicy> policies, long windowHash) {
  /** No limits. */
  public static final KeyLimits NONE = new KeyLimits(List.of(), 0);

  /** Copies the list. */
  public KeyLimits {
    policies = List.copyOf(policies);
  }
}
