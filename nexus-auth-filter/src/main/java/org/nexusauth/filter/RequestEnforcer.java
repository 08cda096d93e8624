package org.nexusauth.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.GateSettings;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.reason.Reason;
import org.nexusauth.web.RequestDecision;
import org.nexusauth.web.ServletRequestAttributes;
import org.nexusauth.web.ServletRequestReader;
import org.nexusauth.web.TracingHeaders;

/** A request's way from the container to the gate and on. Thread-safe. */
final class RequestEnforcer {
  private final ApiKeyGate gate;
  private final GateSettings settings;
  private final String header;

  /** Written when the filter starts, before its first request. */
  private volatile boolean inFront;

  RequestEnforcer(ApiKeyGate gate) {
    this.gate = gate;
    this.settings = gate.settings();
    this.header = settings.token().header();
  }

  /** Notes that handshakes come here before they come to the filter itself. */
  void checkHandshakesInFront() {
    inFront = true;
  }

  /** Returns whether a request is a handshake that was let pass here already. */
  boolean hasChecked(HttpServletRequest request) {
    return inFront && HandshakeFilter.hasChecked(this, request);
  }

  /** A request, the path by which it is judged and its id. */
  private record Asked(HttpServletRequest request, String path, String id) {
    DispatcherType dispatch() {
      return request.getDispatcherType();
    }
  }

  /** Lets a request pass, with its caller, or answers it. */
  void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ServletRequestAttributes attributes = new ServletRequestAttributes(request);
    String id = ServletRequestReader.requestId(request, attributes, header);
    response.setHeader(TracingHeaders.REQUEST_ID, id);
    Asked asked = new Asked(request, ServletRequestReader.readPath(request), id);
    Decision decision = RequestDecision.findOf(gate, attributes);
    if (isGuarded(asked)) {
      decision = decision == null ? decide(asked) : again(decision, asked);
      if (decision instanceof Denied denied) {
        refuse(denied, asked, response);
        return;
      }
    }
    HttpServletRequest shown = KeylessTrace.of(request, header);
    HttpServletResponse answer = decision == null ? response : keepFromCaches(asked, response);
    chain.doFilter(
        decision instanceof Granted granted
            ? AuthenticatedRequest.in(shown, answer, granted.key())
            : shown,
        answer);
  }

  /**
   * Sets the headers of what a key had a part in, its error pages included. What is included cannot
   * set headers (Jakarta Servlet §9.3), so they go to the page around it, where there is a way.
   */
  private HttpServletResponse keepFromCaches(Asked asked, HttpServletResponse response) {
    if (asked.dispatch() != DispatcherType.INCLUDE) {
      return GuardedResponse.of(response, header);
    }
    if (GuardedResponse.origin(response) instanceof HttpServletResponse page) {
      GuardedResponse.setHeaders(page, header);
    }
    return response;
  }

  /** An error page runs whoever asked; it must not be an error of its own. */
  private boolean isGuarded(Asked asked) {
    return asked.dispatch() != DispatcherType.ERROR
        && !settings.paths().excludes(asked.path())
        && !(settings.passPreflight() && ServletRequestReader.isPreflight(asked.request()));
  }

  private Decision decide(Asked asked) {
    Decision decision = gate.decide(gateRequest(asked), Requirement.NONE);
    if (decision instanceof Granted granted) {
      asked.request().setAttribute(ApiKeyFilter.KEY_ATTRIBUTE, granted.key());
    }
    if (!isOfPath(decision)) {
      new RequestDecision(gate, decision).storeIn(new ServletRequestAttributes(asked.request()));
    }
    return decision;
  }

  /** Another path may ask less. */
  private static boolean isOfPath(Decision decision) {
    return decision instanceof Denied denied && denied.reason() == Reason.PERMISSION_MISSING;
  }

  /** What was decided stands, but the path of a forward or an include may ask more. */
  private Decision again(Decision decision, Asked asked) {
    boolean samePath =
        asked.dispatch() == DispatcherType.REQUEST || asked.dispatch() == DispatcherType.ASYNC;
    if (samePath
        || !(decision instanceof Granted granted)
        || !settings.paths().hasRuleFor(asked.request().getMethod(), asked.path())) {
      return decision;
    }
    return gate.permit(gateRequest(asked), granted, Requirement.NONE)
        .<Decision>map(denied -> denied)
        .orElse(decision);
  }

  /** An included target is left out; the page around it keeps its answer. */
  private void refuse(Denied denied, Asked asked, HttpServletResponse response) throws IOException {
    if (asked.dispatch() == DispatcherType.INCLUDE) {
      keepFromCaches(asked, response);
    } else {
      DenialWriter.write(gate.answer(denied), response);
    }
  }

  private GateRequest gateRequest(Asked asked) {
    return ServletRequestReader.toGateRequest(asked.request(), header, asked.path(), asked.id());
  }
}
