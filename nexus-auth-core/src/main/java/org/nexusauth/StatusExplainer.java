package org.nexusauth;

import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.explain.Explanation;
import org.nexusauth.explain.ExplanationBuilder;
import org.nexusauth.internal.store.StatusCheck;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Explains what the revocation store of a gate says of a key.
 *
 * @param status checks the store; null where there is none
 */
record StatusExplainer(@Nullable StatusCheck status) {

  Explanation explainStatus(VerifiedApiKey key, ExplanationBuilder steps, boolean shown) {
    if (status == null) {
      return steps
          .addNotChecked(
              "revocations are not checked here: nexus.auth.revocation.store names no store")
          .buildPassed();
    }
    if (!shown) {
      return steps.addNotChecked("not shown: whether it was revoked").buildPassed();
    }
    Denied denied = status.checkStatus(key);
    if (denied != null) {
      return steps.buildDenied(denied);
    }
    return steps
        .addPassed("not revoked, its integration enabled, its agent not restricted")
        .buildPassed();
  }
}
