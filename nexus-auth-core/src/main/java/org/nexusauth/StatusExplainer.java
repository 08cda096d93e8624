package org.nexusauth;

import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.explain.Explanation;
import org.nexusauth.explain.ExplanationBuilder;
import org.nexusauth.internal.store.StatusCheck;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Explains what the revocation store of a gate says of a key, and which limits the key has.
 *
 * @param status checks the store; null where there is none
 * @param plans explains the limits
 */
record StatusExplainer(@Nullable StatusCheck status, PlanExplainer plans) {

  Explanation explainStatus(VerifiedApiKey key, ExplanationBuilder steps, boolean shown) {
    if (status == null) {
      steps.addNotChecked(
          "revocations are not checked here: nexus.auth.revocation.store names no store");
      if (shown) {
        plans.explainPlan(key, steps);
      }
      return steps.buildPassed();
    }
    if (!shown) {
      return steps.addNotChecked("not shown: whether it was revoked").buildPassed();
    }
    Denied denied = status.checkStatus(key);
    if (denied != null) {
      return steps.buildDenied(denied);
    }
    steps.addPassed("not revoked, its integration enabled, its agent not restricted");
    plans.explainPlan(key, steps);
    return steps.buildPassed();
  }
}
