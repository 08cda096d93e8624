package org.nexusauth.cli.plan;

import static org.nexusauth.cli.management.RecordFormat.textOf;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.RecordFormat;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.plan.PlanView;

/** How plans are shown. */
final class PlanFormat {

  static final RecordFormat<PlanView> PLAN =
      new RecordFormat<PlanView>("plans")
          .member("name", PlanView::name)
          .member("policies", plan -> plan.limits().describePolicies())
          .member("source", PlanFormat::sourceOf)
          .member("policiesOfSettings", PlanFormat::describeConfigured)
          .timeMember("createdAt", plan -> find(plan, PlanRecord::createdAt))
          .member("createdBy", plan -> find(plan, PlanRecord::createdBy))
          .timeMember("changedAt", plan -> find(plan, PlanRecord::changedAt))
          .member("changedBy", plan -> find(plan, PlanRecord::changedBy))
          .member("version", plan -> find(plan, PlanRecord::version))
          .column("name", PlanView::name)
          .column("limits", plan -> plan.limits().describePolicies())
          .column("from", PlanFormat::sourceOf)
          .timeColumn("changed", plan -> find(plan, PlanRecord::changedAt))
          .detail("changed by", plan -> find(plan, PlanRecord::changedBy))
          .timeDetail("created", plan -> find(plan, PlanRecord::createdAt))
          .detail("created by", plan -> find(plan, PlanRecord::createdBy))
          .detail("limits in the settings", PlanFormat::describeConfigured)
          .column("version", plan -> textOf(find(plan, PlanRecord::version)));

  private PlanFormat() {}

  private static String sourceOf(PlanView plan) {
    return plan.record() == null ? "settings" : "record";
  }

  private static @Nullable String describeConfigured(PlanView plan) {
    return Optional.ofNullable(plan.configured()).map(LimitPlan::describePolicies).orElse(null);
  }

  private static <T> @Nullable T find(PlanView plan, Function<PlanRecord, T> part) {
    return Optional.ofNullable(plan.record()).map(part).orElse(null);
  }
}
