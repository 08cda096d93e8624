package org.nexusauth.management.plan;

import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.model.plan.PlanRecord;

/**
 * A plan as it is in force.
 *
 * @param limits its name and policies
 * @param record its record; null for a plan of the settings alone
 * @param configured the plan of this name in the settings, which a record takes precedence over;
 *     null where they have none
 */
public record PlanView(
    LimitPlan limits, @Nullable PlanRecord record, @Nullable LimitPlan configured) {

  /** Returns the plan's name. */
  public String name() {
    return limits.name();
  }
}
