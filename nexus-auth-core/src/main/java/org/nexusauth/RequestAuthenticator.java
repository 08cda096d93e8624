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
 * The first steps of a decision: extracts the key of a request, verifies it, checks its status and
 * charges its limits. Thread-safe; notifies no listener.
 */
final class RequestAuthenticator {
  private final ApiKeyVerifier verifier;
  private final @Nullable StatusCheck status;
  private final @Nullable LimitStep limits;
  private final VerificationBudget budget;
  private final int failuresPerMinute;

  /**
   * Creates the authenticator of a gate.
   *
   * @param status checks the revocation store; null where there is none
   * @param limits charges the limits of keys; null where there are none
   * @param budget limits the failures of an address
   * @param failuresPerMinute that limit, for the detail of a denial
   */
  RequestAuthenticator(
      ApiKeyVerifier verifier,
      @Nullable StatusCheck status,
      @Nullable LimitStep limits,
      VerificationBudget budget,
      int failuresPerMinute) {
    this.verifier = verifier;
    this.status = status;
    this.limits = limits;
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
    return withLimits(new Denied(keyDenied.reason(), keyDenied.detail()).withKey(keyDenied.key()));
  }

  private Decision decideByStatus(VerifiedApiKey key) {
    Denied denied = status == null ? null : status.checkStatus(key);
    if (denied != null) {
      return withLimits(denied);
    }
    if (limits == null) {
      return new Granted(key);
    }
    return limits.charge(key);
  }

  private Denied withLimits(Denied denied) {
    if (limits == null) {
      return denied;
    }
    return limits.addState(denied);
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
