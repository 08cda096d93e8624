package org.nexusauth.web;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
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
    if (decision instanceof Decision.Granted granted) {
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
