package org.nexusauth.web;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.event.AnswerEvent.Answered;

/**
 * The answer to a request with a genuine key, until it is complete: then the gate's listeners are
 * notified, once. The filter that decided first starts it and completes it. Thread-safe, as the
 * answer may end on another thread.
 */
public final class PendingAnswer {
  /** The request attribute that holds what the application maps the request to, as text. */
  public static final String ROUTE = "org.nexusauth.route";

  private static final String NAME = "org.nexusauth.answer";

  private final ApiKeyGate gate;
  private final GateRequest request;
  private final AttributeScope attributes;
  private final @Nullable PendingAnswer other;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile Decision decision;

  private PendingAnswer(
      ApiKeyGate gate, GateRequest request, Decision decision, AttributeScope attributes) {
    this.gate = gate;
    this.request = request;
    this.decision = decision;
    this.attributes = attributes;
    this.other = attributes.get(NAME) instanceof PendingAnswer found ? found : null;
  }

  /**
   * Starts to wait for the end of an answer, unless nobody wants to know of it: no key verified,
   * nothing listens, or it is waited for already.
   */
  public static @Nullable PendingAnswer start(
      ApiKeyGate gate, GateRequest request, Decision decision, AttributeScope attributes) {
    if (decision.key() == null || !gate.hasAnswerListeners() || find(gate, attributes) != null) {
      return null;
    }
    PendingAnswer started = new PendingAnswer(gate, request, decision, attributes);
    attributes.set(NAME, started);
    return started;
  }

  /** Returns the answer of a request to which a gate has decided; null where none is waited for. */
  public static @Nullable PendingAnswer find(ApiKeyGate gate, AttributeScope attributes) {
    PendingAnswer found = attributes.get(NAME) instanceof PendingAnswer first ? first : null;
    while (found != null && found.gate != gate) {
      found = found.other;
    }
    return found;
  }

  /** Notes that a denial by a gate becomes the answer, whatever was granted before. */
  public static void deny(ApiKeyGate gate, Denied denied, AttributeScope attributes) {
    PendingAnswer found = find(gate, attributes);
    if (found != null) {
      found.decision = denied.withKey(found.decision.key());
    }
  }

  /**
   * Notifies of the complete answer, if that has not been done.
   *
   * @param status the answer's status
   * @param mapping what the application maps the request to, where nothing more exact is known
   */
  public void complete(int status, @Nullable String mapping) {
    if (told.compareAndSet(false, true)) {
      String route = attributes.get(ROUTE) instanceof String exact ? exact : mapping;
      gate.notifyAnswer(request, new Answered(decision, status, route));
    }
  }
}
