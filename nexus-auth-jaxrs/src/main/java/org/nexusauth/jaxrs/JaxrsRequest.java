package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.reason.Reason;
import org.nexusauth.web.AttributeMap;
import org.nexusauth.web.CorsPreflight;
import org.nexusauth.web.RequestDecision;
import org.nexusauth.web.TracingHeaders;

/** One request between JAX-RS and a gate: translates one way and copies the answer back. */
final class JaxrsRequest {
  private static final String RESPONSIBLE = "org.nexusauth.jaxrs.responsible";
  private static final String NAME = "org.nexusauth.jaxrs.exchange";

  private final @Nullable String rewritten;
  private final ContainerRequestContext context;
  private final RawRequest incoming;
  private final AttributeMap attributes;
  private boolean aborted;

  JaxrsRequest(ContainerRequestContext context, RawRequest incoming) {
    this(context, incoming, null);
  }

  private JaxrsRequest(
      ContainerRequestContext context, RawRequest incoming, @Nullable String rewritten) {
    this.rewritten = rewritten;
    this.context = context;
    this.incoming = incoming;
    this.attributes = incoming.attributes();
  }

  /** Returns the path by which the request is judged; the same for both doors. */
  String path() {
    return rewritten == null ? incoming.path() : rewritten;
  }

  /** Returns this request with the path that JAX-RS will serve, where that is another one. */
  Optional<JaxrsRequest> rewritten() {
    return incoming
        .rewritten(context.getUriInfo())
        .map(path -> new JaxrsRequest(context, incoming, path));
  }

  /** Returns the method that JAX-RS will serve; an override by the application counts. */
  String method() {
    return context.getMethod();
  }

  /** Returns whether this is the error page of a request that was judged before. */
  boolean isErrorPage() {
    return incoming.isErrorPage();
  }

  /** Returns what a door before this one decided. */
  Optional<RequestDecision> handedOver() {
    return RequestDecision.from(attributes::get);
  }

  /**
   * Notes that a door of ours answers for this request, whoever the caller is, echoes its id and
   * keeps the answer from shared caches: now, so that it is in the server's own error pages, too.
   *
   * @param header the name of the key's header
   */
  void beResponsible(String header) {
    attributes.set(RESPONSIBLE, true);
    incoming.echo(TracingHeaders.REQUEST_ID, requestId(header));
    new CacheProtection(header, incoming.answer()).begin(attributes, handedOver().isEmpty());
  }

  static boolean isResponsibleFor(AttributeMap request) {
    return Boolean.TRUE.equals(request.get(RESPONSIBLE));
  }

  /** Leaves this in the request, for what answers when the resource fails. */
  void leaveInRequest() {
    attributes.set(NAME, this);
  }

  /** Returns what was left in a request; of our own type only. */
  static Optional<JaxrsRequest> in(AttributeMap request) {
    return request.get(NAME) instanceof JaxrsRequest found ? Optional.of(found) : Optional.empty();
  }

  boolean hasKeyHeader(ApiKeyGate gate) {
    return !incoming.headers(gate.settings().token().header()).isEmpty();
  }

  boolean isPreflight() {
    return CorsPreflight.isPreflight(
        method(),
        incoming.header(CorsPreflight.ORIGIN),
        incoming.header(CorsPreflight.REQUEST_METHOD));
  }

  /** Decides as the first door, and leaves for those behind who the caller is, or that none is. */
  void decide(ApiKeyGate gate, Requirement requirement) {
    Decision decision = gate.decide(request(gate), requirement);
    if (decision instanceof Denied denied) {
      if (!isOfResource(denied)) {
        // A good key is refused for this resource; another one, which is included, may ask less.
        new RequestDecision(gate, decision).storeIn(attributes);
      }
      abort(gate.answer(denied));
    } else {
      new RequestDecision(gate, decision).storeIn(attributes);
      identify((Granted) decision);
    }
  }

  /** Another resource may ask less. */
  private static boolean isOfResource(Denied denied) {
    return denied.reason().status() == 403 && denied.reason() != Reason.INTEGRATION_DISABLED;
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

  /** Returns whether it was refused. */
  boolean isAborted() {
    return aborted;
  }

  /** Refuses without asking for a key. */
  void refuse(ApiKeyGate gate, Denied denied) {
    abort(gate.answer(gate.deny(request(gate), denied)));
  }

  /** Refuses because nobody can decide. */
  void refuseWithoutGate() {
    Log.noGate(path());
    abort(Answer.withoutGate());
  }

  /**
   * Ends the request with our own bytes, which no mapper of exceptions and no writer of entities
   * changes. An included target is left out; the page around it keeps its answer.
   */
  private void abort(Answer answer) {
    aborted = true;
    if (incoming.isIncluded()) {
      context.abortWith(Response.noContent().build());
      return;
    }
    context.abortWith(response(answer));
  }

  private static Response response(Answer answer) {
    StreamingOutput body = answer::writeTo;
    Response.ResponseBuilder response = Response.status(answer.status()).entity(body);
    answer.headers().forEach(response::header);
    return response.build();
  }

  /** Denies a request whose resource runs already; returns the answer. */
  Response denyLate(ApiKeyGate gate, String detail) {
    Denied denied =
        new Denied(Reason.ACCESS_DENIED, detail)
            .withKey(handedOver().flatMap(RequestDecision::key).orElse(null));
    return response(gate.answer(gate.deny(request(gate), denied)));
  }

  private void identify(Granted granted) {
    incoming.callerIs(granted.key());
    if (!(context.getSecurityContext() instanceof ApiKeySecurityContext)) {
      context.setSecurityContext(new ApiKeySecurityContext(granted.key(), incoming.isSecure()));
    }
  }

  private GateRequest request(ApiKeyGate gate) {
    String header = gate.settings().token().header();
    List<String> values = incoming.headers(header);
    return new GateRequest(
        values,
        method(),
        path(),
        incoming.remoteAddress(),
        requestId(header),
        TracingHeaders.clientVersion(incoming.header(TracingHeaders.CLIENT_VERSION), () -> values));
  }

  /** Returns the id of the request; the same for all doors. */
  private String requestId(String header) {
    return TracingHeaders.requestId(
        attributes, incoming.header(TracingHeaders.REQUEST_ID), () -> incoming.headers(header));
  }

  /** Returns the caller that the container knows without us, or null. */
  @Nullable SecurityContext containersCaller() {
    SecurityContext security = context.getSecurityContext();
    return security == null || security.getUserPrincipal() == null ? null : security;
  }
}
