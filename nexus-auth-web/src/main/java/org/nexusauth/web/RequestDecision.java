package org.nexusauth.web;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The decision on a request, which a filter leaves in the request's attributes for the filters and
 * beans behind it.
 *
 * @param gate the gate that decided
 * @param decision what it decided
 */
public record RequestDecision(ApiKeyGate gate, Decision decision) {
  private static final String NAME = "org.nexusauth.decision";

  /** The key of a request that lacks what one of its paths requires; another path may not. */
  private static final String AUTHENTICATED = "org.nexusauth.authenticated";

  /**
   * Decides on a request on which its gate has not decided yet, and stores the decision. A denial
   * for what one path or resource requires is not stored: what is forwarded to or included later
   * may require less. Then only that is decided, since a request is authenticated and charged once.
   */
  public static Decision decideFirst(
      ApiKeyGate gate, GateRequest request, Requirement requirement, AttributeScope attributes) {
    Decision authenticated = findAuthenticated(gate, request, attributes);
    if (!(authenticated instanceof Granted granted)) {
      new RequestDecision(gate, authenticated).storeIn(attributes);
      return authenticated;
    }
    Decision decision = gate.admit(request, granted, requirement);
    if (decision instanceof Granted) {
      new RequestDecision(gate, decision).storeIn(attributes);
    } else {
      attributes.set(AUTHENTICATED, new RequestDecision(gate, granted));
    }
    return decision;
  }

  private static Decision findAuthenticated(
      ApiKeyGate gate, GateRequest request, AttributeScope attributes) {
    if (attributes.get(AUTHENTICATED) instanceof RequestDecision found && found.gate == gate) {
      return found.decision;
    }
    return gate.authenticate(request);
  }

  /** Stores this decision in a request. */
  public void storeIn(AttributeScope request) {
    request.set(NAME, this);
  }

  /**
   * Returns the decision that a filter stored in a request; empty where the attribute is missing or
   * of another type.
   *
   * @param attributes what returns the request's attribute of a name, such as {@code
   *     request::getAttribute}
   */
  public static Optional<RequestDecision> from(Function<String, @Nullable Object> attributes) {
    if (attributes.apply(NAME) instanceof RequestDecision found) {
      return Optional.of(found);
    }
    return Optional.empty();
  }

  /** Returns the granted key that a filter stored in a request; empty for a denial or none. */
  public static Optional<VerifiedApiKey> keyFrom(Function<String, @Nullable Object> attributes) {
    return from(attributes).flatMap(RequestDecision::key);
  }

  /** Returns the key that was granted; empty for a denial. */
  public Optional<VerifiedApiKey> key() {
    if (decision instanceof Granted granted) {
      return Optional.of(granted.key());
    }
    return Optional.empty();
  }

  /** Returns the decision of this gate that is stored in a request, or null. */
  public static @Nullable Decision findOf(ApiKeyGate gate, AttributeScope request) {
    if (request.get(NAME) instanceof RequestDecision found && found.gate == gate) {
      return found.decision;
    }
    return null;
  }
}
