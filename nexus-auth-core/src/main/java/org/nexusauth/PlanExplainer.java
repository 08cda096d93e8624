package org.nexusauth;

import org.jspecify.annotations.Nullable;
import org.nexusauth.explain.ExplanationBuilder;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.limit.LimitPlans.KeyPlan;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Explains which limits a gate has for a key.
 *
 * @param limits the gate's limits; null where they are off
 */
record PlanExplainer(@Nullable LimitStep limits) {

  /** Adds a step where limits are not off. */
  void explainPlan(VerifiedApiKey key, ExplanationBuilder steps) {
    if (limits == null) {
      return;
    }
    String claimed = key.plan().orElse(null);
    LimitPlans plans = limits.plans();
    KeyPlan found = plans.resolve(key.subjectIds().keyId(), claimed);
    steps.addPassed(describePlan(found, claimed) + describeMode(limits));
  }

  private static String describePlan(KeyPlan found, @Nullable String claimed) {
    String policies = found.plan().describePolicies().replace(",", ", ");
    String name = found.name();
    if (name == null) {
      return "limits: " + policies + ", of the plan default: the key has no other";
    }
    String source = name.equals(claimed) ? "the key" : "the key's record";
    if (found.isUnknown()) {
      return "limits: %s, of the plan default: %s names the plan \"%s\", which does not exist"
          .formatted(policies, source, LogSanitizer.escape(name));
    }
    return "limits: %s, of the plan %s, which %s names".formatted(policies, name, source);
  }

  private static String describeMode(LimitStep limits) {
    if (limits.enforced()) {
      return "";
    }
    return "; they are observed only";
  }
}
