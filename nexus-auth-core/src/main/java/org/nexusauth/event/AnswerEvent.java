package org.nexusauth.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The answer to a request whose key was genuine, at the request's end; exactly one a request.
 * Immutable; holds no key text.
 *
 * <p>Path, request id, client version and the key's ids come from the caller: escape them where you
 * write them.
 *
 * @param at when it ended, by the gate's clock
 * @param key the caller's key, which may have expired or be revoked
 * @param decision the denial that is the answer, else what was granted
 * @param outcome the class of the answer's status, or why the request was denied
 * @param method the HTTP method
 * @param route what the application maps the request to: the template of a JAX-RS resource, or the
 *     URL pattern of a servlet; null where that is not known
 * @param remoteAddress the peer's address, or null
 * @param requestId the request's id
 * @param clientVersion the client's version, or null
 */
public record AnswerEvent(
    Instant at,
    VerifiedApiKey key,
    Decision decision,
    Outcome outcome,
    String method,
    @Nullable String route,
    @Nullable String remoteAddress,
    String requestId,
    @Nullable String clientVersion) {

  /**
   * An answer as a filter sees it.
   *
   * @param decision the denial that is the answer, else what was granted
   * @param status the status, which counts where the request was not denied
   * @param route what the application maps the request to, or null
   */
  public record Answered(Decision decision, int status, @Nullable String route) {
    private Outcome outcome() {
      if (decision instanceof Denied denied) {
        return Outcome.denied(denied.reason());
      }
      return Outcome.ofStatus(status);
    }
  }

  /** Returns the event of an answer to a key. */
  public static AnswerEvent of(
      Instant at, VerifiedApiKey key, GateRequest request, Answered answered) {
    return new AnswerEvent(
        at,
        key,
        answered.decision(),
        answered.outcome(),
        request.method(),
        answered.route(),
        request.remoteAddress(),
        request.requestId(),
        request.clientVersion());
  }
}
