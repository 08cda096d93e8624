package org.nexusauth.management.model.plan;

import java.time.Instant;
import org.nexusauth.limit.plan.LimitPlan;

/**
 * The record of a plan of limits. It takes precedence over a plan of the settings that has its
 * name.
 *
 * @param limits its name and policies
 * @param createdAt when it was made
 * @param createdBy the operator who made it
 * @param changedAt when its policies were last changed; at first when it was made
 * @param changedBy the operator who changed them
 * @param version counts its changes from 1
 */
public record PlanRecord(
    LimitPlan limits,
    Instant createdAt,
    String createdBy,
    Instant changedAt,
    String changedBy,
    long version) {
  /** How many plans there may be: every node holds all of them in memory. */
  public static final int MAX_PLANS = 200;

  /** Returns the plan's name. */
  public String name() {
    return limits.name();
  }
}
