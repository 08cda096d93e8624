package org.nexusauth.event;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.limit.Limits;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * One decision of the gate. Immutable; holds no key text.
 *
 * <p>Path, request id, client version and the key's ids come from the caller: escape them where you
 * write them.
 *
 * @param at when it was decided, by the gate's clock
 * @param decision what was decided
 * @param method the request's method
 * @param path the request's path, relative to the context
 * @param remoteAddress the peer's address, or null
 * @param requestId the request's id
 * @param clientVersion the client's version, or null
 */
public record DecisionEvent(
    Instant at,
    Decision decision,
    String method,
    String path,
    @Nullable String remoteAddress,
    String requestId,
    @Nullable String clientVersion) {

  /** Returns the event of a decision on a request. */
  public static DecisionEvent of(Instant at, Decision decision, GateRequest request) {
    return new DecisionEvent(
        at,
        decision,
        request.method(),
        request.path(),
        request.remoteAddress(),
        request.requestId(),
        request.clientVersion());
  }

  /** Returns whether the request may pass. */
  public boolean isGranted() {
    return decision instanceof Decision.Granted;
  }

  /** Returns why the request was denied; empty for a grant. */
  public Optional<Reason> reason() {
    if (decision instanceof Decision.Denied denied) {
      return Optional.of(denied.reason());
    }
    return Optional.empty();
  }

  /** Returns the caller's key where it verified, also of a denial. */
  public Optional<VerifiedApiKey> key() {
    return Optional.ofNullable(decision.key());
  }

  /** Returns what is left of the key's limits; empty where there are none, or no key verified. */
  public Optional<Limits> limits() {
    return Optional.ofNullable(decision.limits());
  }

  /** Returns whether the request was granted only because limits are observed and not enforced. */
  public boolean exceedsObservedLimit() {
    Limits limits = decision.limits();
    return isGranted() && limits != null && limits.isExceeded();
  }
}
