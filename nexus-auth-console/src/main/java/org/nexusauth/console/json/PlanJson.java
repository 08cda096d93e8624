package org.nexusauth.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.limit.KeyLimits;
import org.nexusauth.limit.Limits.Window;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.plan.PlanView;

/** Plans, and what is left of keys' limits. Every member is always there. */
public final class PlanJson {
  private PlanJson() {}

  /** Returns a plan. */
  public static ObjectNode render(PlanView plan) {
    ObjectNode json = ApiJson.object();
    Optional<PlanRecord> record = Optional.ofNullable(plan.record());
    json.put("name", plan.name());
    json.put("policies", plan.limits().describePolicies());
    json.put("source", record.isPresent() ? "record" : "settings");
    json.put("policiesOfSettings", describe(plan.configured()));
    DirectoryJson.putInstant(json, "createdAt", record.map(PlanRecord::createdAt).orElse(null));
    json.put("createdBy", record.map(PlanRecord::createdBy).orElse(null));
    DirectoryJson.putInstant(json, "changedAt", record.map(PlanRecord::changedAt).orElse(null));
    json.put("changedBy", record.map(PlanRecord::changedBy).orElse(null));
    json.put("version", record.map(PlanRecord::version).orElse(null));
    return json;
  }

  private static @Nullable String describe(@Nullable LimitPlan plan) {
    return plan == null ? null : plan.describePolicies();
  }

  /** Returns what is left of a key's limits. */
  public static ObjectNode render(KeyLimits limits) {
    ObjectNode json = ApiJson.object();
    json.put("mode", ValueFormats.write(limits.mode()));
    json.put("plan", Optional.ofNullable(limits.plan()).map(LimitPlan::name).orElse(null));
    json.put("countedLocally", limits.countedLocally());
    ArrayNode windows = json.putArray("windows");
    for (Window window : limits.windows()) {
      ObjectNode item = windows.addObject();
      item.put("policy", window.policy().name());
      item.put("quota", window.policy().quota());
      item.put("windowSeconds", window.policy().windowSeconds());
      item.put("remaining", window.remaining());
      DirectoryJson.putInstant(item, "resetsAt", window.resetAt());
    }
    return json;
  }
}
