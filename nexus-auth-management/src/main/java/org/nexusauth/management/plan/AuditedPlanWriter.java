package org.nexusauth.management.plan;

import java.util.Map;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.audit.AuditEntry;
import org.nexusauth.management.audit.AuditFieldsBuilder;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.problem.ManagementException;

/** Writes a plan's record and its audit event. */
final class AuditedPlanWriter {
  static final String KIND = "plan";

  private AuditedPlanWriter() {}

  static void insertPlan(AuditedWriter change, PlanRecord plan) {
    if (!change.records().insertPlan(plan)) {
      throw ManagementException.conflict(
          "name",
          "There is a recorded plan of this name. Change its limits, or choose another name.");
    }
    change.appendEvent(AuditEntry.created(null, KIND, plan.name(), fieldsOf(plan)));
  }

  static void updatePlan(AuditedWriter change, PlanRecord known, LimitPlan limits) {
    PlanRecord changed =
        new PlanRecord(
            limits,
            known.createdAt(),
            known.createdBy(),
            change.now(),
            change.actor().name(),
            known.version() + 1);
    VersionCheck.requireWritten(change.records().updatePlan(changed));
    appendEvent(change, "plan.change", known, fieldsOf(changed).values());
  }

  static void deletePlan(AuditedWriter change, PlanRecord known) {
    VersionCheck.requireWritten(change.records().deletePlan(known.name(), known.version()));
    appendEvent(change, "plan.delete", known, Map.of());
  }

  private static void appendEvent(
      AuditedWriter change, String action, PlanRecord before, Map<String, String> after) {
    change.appendEvent(
        new AuditEntry(null, action, KIND, before.name(), fieldsOf(before).values(), after));
  }

  private static AuditFieldsBuilder fieldsOf(PlanRecord plan) {
    return new AuditFieldsBuilder().with("policies", plan.limits().describePolicies());
  }
}
