package org.nexusauth.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.Decision;
import org.nexusauth.Decision.Denied;
import org.nexusauth.Decision.Granted;
import org.nexusauth.GateRequest;
import org.nexusauth.Reason;
import org.nexusauth.Requirement;
import org.nexusauth.config.GateSettings;
import org.nexusauth.door.HandedOver;
import org.nexusauth.door.Tracing;

/** A request's way from the container to the gate and on. Thread-safe. */
final class Door {
  private final ApiKeyGate gate;
  private final GateSettings settings;
  private final String header;

  Door(ApiKeyGate gate) {
    this.gate = gate;
    this.settings = gate.settings();
    this.header = settings.token().header();
  }

  /** Lets a request pass, with its caller, or answers it. */
  void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestAttributes attributes = new RequestAttributes(request);
    String id = Tracing.requestId(attributes, request.getHeader(Tracing.REQUEST_ID));
    response.setHeader(Tracing.REQUEST_ID, id);
    Decision decision = HandedOver.of(gate, attributes).orElse(null);
    if (isGuarded(request)) {
      decision = decision == null ? decide(request, id) : again(decision, request, id);
      if (decision instanceof Denied denied) {
        refuse(denied, request, response);
        return;
      }
    }
    HttpServletRequest shown = KeylessTrace.of(request, header);
    chain.doFilter(
        decision instanceof Granted granted ? Caller.in(shown, response, granted.key()) : shown,
        response);
  }

  /** An error page runs whoever asked; it must not be an error of its own. */
  private boolean isGuarded(HttpServletRequest request) {
    return request.getDispatcherType() != DispatcherType.ERROR
        && !settings.paths().excludes(Requests.path(request))
        && !(settings.passPreflight() && Requests.isPreflight(request));
  }

  private Decision decide(HttpServletRequest request, String id) {
    Decision decision = gate.decide(gateRequest(request, id), Requirement.NONE);
    if (decision instanceof Granted granted) {
      request.setAttribute(ApiKeyFilter.KEY_ATTRIBUTE, granted.key());
    }
    if (!isOfPath(decision)) {
      new HandedOver(gate, decision).leaveIn(new RequestAttributes(request));
    }
    return decision;
  }

  /** Another path may ask less. */
  private static boolean isOfPath(Decision decision) {
    return decision instanceof Denied denied && denied.reason() == Reason.PERMISSION_MISSING;
  }

  /** What was decided stands, but another path may ask more. */
  private Decision again(Decision decision, HttpServletRequest request, String id) {
    if (!(decision instanceof Granted granted) || !isAnotherPath(request)) {
      return decision;
    }
    String method = request.getMethod();
    if (!settings.paths().rules(method, Requests.path(request))) {
      return decision;
    }
    return gate.permit(gateRequest(request, id), granted, Requirement.NONE)
        .<Decision>map(denied -> denied)
        .orElse(decision);
  }

  private static boolean isAnotherPath(HttpServletRequest request) {
    DispatcherType type = request.getDispatcherType();
    return type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE;
  }

  /** An included target is left out; the page around it keeps its answer. */
  private void refuse(Denied denied, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() != DispatcherType.INCLUDE) {
      Refusal.write(gate.answer(denied), response);
    }
  }

  private GateRequest gateRequest(HttpServletRequest request, String id) {
    return Requests.gateRequest(request, header, Requests.path(request), id);
  }
}
