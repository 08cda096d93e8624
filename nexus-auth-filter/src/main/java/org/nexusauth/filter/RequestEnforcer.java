package org.nexusauth.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.GateSettings;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.KeyHeaders;
import org.nexusauth.decision.Requirement;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.PendingAnswer;
import org.nexusauth.web.RequestDecision;
import org.nexusauth.web.RequestIdHeaders;
import org.nexusauth.web.SelfGuardedServlets;
import org.nexusauth.web.ServletRequestAttributes;
import org.nexusauth.web.ServletRequestReader;

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

  /** Returns whether a request is a handshake that was checked here already. */
  boolean hasChecked(HttpServletRequest request) {
    return inFront && HandshakeFilter.hasChecked(this, request);
  }

  /** A request, the path by which it is decided and its id. */
  private record DispatchedRequest(HttpServletRequest request, String path, String id) {
    DispatcherType dispatch() {
      return request.getDispatcherType();
    }
  }

  /** Enforces the decision on an HTTP request, unless it was enforced in front. */
  void filter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = requireHttp(request, response);
    if (hasChecked(http)) {
      chain.doFilter(request, response);
    } else {
      enforce(http, (HttpServletResponse) response, chain);
    }
  }

  /**
   * Answers for a filter that has no gate.
   *
   * @param header the name of the key's header
   */
  static void answerClosed(String header, ServletRequest request, ServletResponse response)
      throws IOException, ServletException {
    HttpServletRequest http = requireHttp(request, response);
    HttpServletResponse answer = (HttpServletResponse) response;
    String sent = http.getHeader(RequestIdHeaders.REQUEST_ID);
    answer.setHeader(
        RequestIdHeaders.REQUEST_ID,
        RequestIdHeaders.requestId(sent, () -> ServletRequestReader.headerValues(http, header)));
    DenialWriter.write(ApplicationGates.answerWithoutGate(header), answer);
  }

  private static HttpServletRequest requireHttp(ServletRequest request, ServletResponse response)
      throws ServletException {
    if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse) {
      return http;
    }
    throw new ServletException("NEXUS-1103 an API key is a header of HTTP; this request is not");
  }

  /** Passes a request on, with its caller, or denies it. */
  void enforce(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ServletRequestAttributes attributes = new ServletRequestAttributes(request);
    String id = ServletRequestReader.requestId(request, attributes, header);
    response.setHeader(RequestIdHeaders.REQUEST_ID, id);
    DispatchedRequest current =
        new DispatchedRequest(request, ServletRequestReader.readPath(request), id);
    Decision decision = RequestDecision.findOf(gate, attributes);
    AnswerEnd end = AnswerEnd.NONE;
    if (isGuarded(current)) {
      if (decision == null) {
        GateRequest gateRequest = gateRequest(current);
        decision = decideFirst(current, gateRequest);
        PendingAnswer answer = PendingAnswer.start(gate, gateRequest, decision, attributes);
        end = AnswerEnd.of(answer, request, response);
      } else {
        decision = permitPath(decision, current);
      }
      if (decision instanceof Denied denied) {
        deny(denied, current, response);
        end.complete(denied.reason().status());
        return;
      }
    }
    HttpServletRequest next = KeylessTraceRequest.hideKey(request, header);
    if (decision == null) {
      chain.doFilter(next, response);
      return;
    }
    HttpServletResponse guarded = keepFromCaches(current, response);
    if (decision instanceof Granted granted) {
      tellOfKey(granted, current, guarded);
      next = AuthenticatedRequest.withKey(next, guarded, end, granted.key());
    }
    end.passOn(chain, next, guarded);
  }

  /**
   * Sets the headers of what a key had a part in, its error pages included. What is included cannot
   * set headers (Jakarta Servlet §9.3), so they go to the page around it, where there is a way.
   */
  private HttpServletResponse keepFromCaches(
      DispatchedRequest current, HttpServletResponse response) {
    if (current.dispatch() != DispatcherType.INCLUDE) {
      return GuardedResponse.guard(response, header);
    }
    if (GuardedResponse.unwrap(response) instanceof HttpServletResponse page) {
      GuardedResponse.setHeaders(page, header);
    }
    return response;
  }

  /** Before the application runs: its answer may leave before it ends. */
  private void tellOfKey(Granted granted, DispatchedRequest current, HttpServletResponse response) {
    KeyHeaders headers = gate.headersOf(granted);
    if (headers.isEmpty()) {
      return;
    }
    if (current.dispatch() != DispatcherType.INCLUDE) {
      GuardedResponse.tell(response, headers);
    } else if (GuardedResponse.unwrap(response) instanceof HttpServletResponse page) {
      GuardedResponse.tellAround(page, headers);
    }
  }

  /**
   * An error page runs for every caller; it must not be an error of its own. The console has
   * another login.
   */
  private boolean isGuarded(DispatchedRequest current) {
    return current.dispatch() != DispatcherType.ERROR
        && !SelfGuardedServlets.isServedByOne(current.request())
        && !settings.paths().excludes(current.path())
        && !(settings.passPreflight() && ServletRequestReader.isPreflight(current.request()));
  }

  private Decision decideFirst(DispatchedRequest current, GateRequest gateRequest) {
    Decision decision =
        RequestDecision.decideFirst(
            gate, gateRequest, Requirement.NONE, new ServletRequestAttributes(current.request()));
    if (decision instanceof Granted granted) {
      current.request().setAttribute(ApiKeyFilter.KEY_ATTRIBUTE, granted.key());
    }
    return decision;
  }

  /** What was decided stands, but the path of a forward or an include may require more. */
  private Decision permitPath(Decision decision, DispatchedRequest current) {
    boolean samePath =
        current.dispatch() == DispatcherType.REQUEST || current.dispatch() == DispatcherType.ASYNC;
    if (samePath
        || !(decision instanceof Granted granted)
        || !settings.paths().hasRuleFor(current.request().getMethod(), current.path())) {
      return decision;
    }
    return gate.permit(gateRequest(current), granted, Requirement.NONE)
        .<Decision>map(denied -> denied)
        .orElse(decision);
  }

  /** An included target is left out; the page around it keeps its answer. */
  private void deny(Denied denied, DispatchedRequest current, HttpServletResponse response)
      throws IOException {
    if (current.dispatch() == DispatcherType.INCLUDE) {
      keepFromCaches(current, response);
    } else {
      PendingAnswer.deny(gate, denied, new ServletRequestAttributes(current.request()));
      DenialWriter.write(gate.answer(denied), response);
    }
  }

  private GateRequest gateRequest(DispatchedRequest current) {
    return ServletRequestReader.toGateRequest(
        current.request(), header, current.path(), current.id());
  }
}
