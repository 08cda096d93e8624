package org.nexusauth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.internal.store.StatusCheck;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.VerificationBudget;
import org.nexusauth.verify.VerificationResult;
import org.nexusauth.verify.VerificationResult.BudgetExhausted;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Verified;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The first steps of a decision: extracts the key of a request, verifies it, and checks its status.
 * Thread-safe; notifies no listener.
 */
final class RequestAuthenticator {
  private final ApiKeyVerifier verifier;
  private final @Nullable StatusCheck status;
  private final VerificationBudget budget;
  private final int failuresPerMinute;

  /**
   * Creates the authenticator of a gate.
   *
   * @param status checks the revocation store; null where there is none
   * @param budget limits the failures of an address
   * @param failuresPerMinute that limit, for the detail of a denial
   */
  RequestAuthenticator(
      ApiKeyVerifier verifier,
      @Nullable StatusCheck status,
      VerificationBudget budget,
      int failuresPerMinute) {
    this.verifier = verifier;
    this.status = status;
    this.budget = budget;
    this.failuresPerMinute = failuresPerMinute;
  }

  Decision authenticateKey(GateRequest request) {
    VerificationResult verification =
        verifier.verify(request.headerValues(), budget, request.remoteAddress());
    if (verification instanceof Verified verified) {
      return decideByStatus(verified.key());
    }
    if (verification instanceof BudgetExhausted exhausted) {
      return denyForFailures(request, exhausted);
    }
    KeyDenied keyDenied = (KeyDenied) verification;
    return new Denied(keyDenied.reason(), keyDenied.detail()).withKey(keyDenied.key());
  }

  private Decision decideByStatus(VerifiedApiKey key) {
    if (status == null) {
      return new Granted(key);
    }
    Denied denied = status.checkStatus(key);
    if (denied != null) {
      return denied;
    }
    return new Granted(key);
  }

  private Denied denyForFailures(GateRequest request, BudgetExhausted exhausted) {
    String detail =
        "over %s failures a minute from %s"
            .formatted(
                failuresPerMinute,
                LogSanitizer.sanitize(
                    Objects.requireNonNullElse(request.remoteAddress(), "an unknown address")));
    return new Denied(Reason.TOO_MANY_FAILURES, detail).withRetryAfter(exhausted.retryAfter());
  }
}
