package org.nexusauth.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.Answer;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.Decision;
import org.nexusauth.Decision.Denied;
import org.nexusauth.Decision.Granted;
import org.nexusauth.GateRequest;
import org.nexusauth.Requirement;
import org.nexusauth.door.HandedOver;
import org.nexusauth.door.Tracing;
import org.nexusauth.path.RequestPath;

/** One request between JAX-RS and a gate: translates one way and copies the answer back. */
final class Exchange {
  private static final String RESPONSIBLE = "org.nexusauth.jaxrs.responsible";

  private final ContainerRequestContext context;
  private final HttpServletRequest servlet;
  private final RequestAttributes attributes;

  Exchange(ContainerRequestContext context, HttpServletRequest servlet) {
    this.context = context;
    this.servlet = servlet;
    this.attributes = new RequestAttributes(servlet);
  }

  /** Returns the path by which the request is judged; the same for both doors. */
  String path() {
    String below = servlet.getPathInfo();
    return RequestPath.of(
        servlet.getRequestURI(),
        servlet.getContextPath(),
        below == null ? servlet.getServletPath() : servlet.getServletPath() + below);
  }

  /** Returns the method that JAX-RS will serve; an override by the application counts. */
  String method() {
    return context.getMethod();
  }

  /** Returns what a door before this one decided. */
  Optional<HandedOver> handedOver() {
    return HandedOver.in(attributes);
  }

  /** Notes that a door of ours answers for this request, whoever the caller is. */
  void beResponsible() {
    attributes.set(RESPONSIBLE, true);
  }

  static boolean isResponsibleFor(HttpServletRequest request) {
    return Boolean.TRUE.equals(request.getAttribute(RESPONSIBLE));
  }

  boolean hasKeyHeader(ApiKeyGate gate) {
    return servlet.getHeaders(gate.settings().token().header()).hasMoreElements();
  }

  /** Returns whether this is a CORS preflight request (Fetch standard, "CORS protocol"). */
  boolean isPreflight() {
    return method().equals("OPTIONS")
        && servlet.getHeader("Origin") != null
        && servlet.getHeader("Access-Control-Request-Method") != null;
  }

  /** Decides as the first door, and leaves the decision for those behind. */
  void decide(ApiKeyGate gate, Requirement requirement) {
    Decision decision = gate.decide(request(gate), requirement);
    new HandedOver(gate, decision).leaveIn(attributes);
    if (decision instanceof Granted granted) {
      identify(granted);
    } else {
      abort(gate.answer((Denied) decision));
    }
  }

  /** Adds what the resource asks to a decision of a door before this one. */
  void permit(ApiKeyGate gate, Granted granted, Requirement requirement) {
    Optional<Denied> denied = gate.permit(request(gate), granted, requirement);
    if (denied.isPresent()) {
      abort(gate.answer(denied.get()));
    } else {
      identify(granted);
    }
  }

  /** Refuses without asking for a key. */
  void refuse(ApiKeyGate gate, Denied denied) {
    abort(gate.answer(gate.refuse(request(gate), denied)));
  }

  void abort(Answer answer) {
    Response.ResponseBuilder response =
        Response.status(answer.status()).entity(answer.body().getBytes(StandardCharsets.UTF_8));
    answer.headers().forEach(response::header);
    context.abortWith(response.build());
  }

  private void identify(Granted granted) {
    if (!(context.getSecurityContext() instanceof KeySecurityContext)) {
      context.setSecurityContext(new KeySecurityContext(granted.key(), servlet.isSecure()));
    }
  }

  private GateRequest request(ApiKeyGate gate) {
    return new GateRequest(
        values(gate.settings().token().header()),
        method(),
        path(),
        servlet.getRemoteAddr(),
        requestId(),
        Tracing.clientVersion(servlet.getHeader(Tracing.CLIENT_VERSION)));
  }

  /** Returns the id of the request; the same for all doors. */
  String requestId() {
    return Tracing.requestId(attributes, servlet.getHeader(Tracing.REQUEST_ID));
  }

  private List<String> values(String header) {
    return Collections.list(servlet.getHeaders(header));
  }

  /** Returns the caller that the container knows without us, or null. */
  @Nullable SecurityContext containersCaller() {
    SecurityContext security = context.getSecurityContext();
    return security == null || security.getUserPrincipal() == null ? null : security;
  }
}
