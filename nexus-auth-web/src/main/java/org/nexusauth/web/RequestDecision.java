package org.nexusauth.web;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * A decision that a door left in the request for those behind it.
 *
 * @param gate the gate that decided
 * @param decision what it decided
 */
public record RequestDecision(ApiKeyGate gate, Decision decision) {
  private static final String NAME = "org.nexusauth.decision";

  /** Leaves this decision in a request. */
  public void leaveIn(AttributeMap request) {
    request.set(NAME, this);
  }

  /**
   * Returns the decision that a door left in a request; of our own type only.
   *
   * @param attributes what gives the request's attribute of a name, such as {@code
   *     request::getAttribute}
   */
  public static Optional<RequestDecision> in(Function<String, @Nullable Object> attributes) {
    return attributes.apply(NAME) instanceof RequestDecision found
        ? Optional.of(found)
        : Optional.empty();
  }

  /** Returns the key that was granted; empty for a refusal. */
  public Optional<VerifiedApiKey> key() {
    return decision instanceof Decision.Granted granted
        ? Optional.of(granted.key())
        : Optional.empty();
  }

  /** Returns the decision that this very gate left in a request. */
  public static Optional<Decision> of(ApiKeyGate gate, AttributeMap request) {
    return in(request::get).filter(found -> found.gate == gate).map(RequestDecision::decision);
  }
}
