package org.nexusauth.jaxrs.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.KeyHeaders;
import org.nexusauth.decision.Requirement;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.AttributeScope;
import org.nexusauth.web.CorsPreflight;
import org.nexusauth.web.PendingAnswer;
import org.nexusauth.web.RequestDecision;
import org.nexusauth.web.RequestIdHeaders;

/**
 * A request between JAX-RS and a gate: translates it for the gate, and the gate's decision for
 * JAX-RS. Its attributes are the properties of JAX-RS, which a client cannot set and which are the
 * servlet request's attributes where there is one.
 */
final class JaxrsRequest implements AttributeScope {
  private static final String SECURED = "org.nexusauth.jaxrs.secured";
  private static final String NAME = "org.nexusauth.jaxrs.request";

  /** The answer whose end is noticed here, as JAX-RS decided first. */
  private static final String ANSWER = "org.nexusauth.jaxrs.answer";

  private final ContainerRequestContext context;
  private final RawRequest raw;
  private final @Nullable String rewrittenPath;
  private boolean aborted;

  JaxrsRequest(ContainerRequestContext context, RawRequest raw) {
    this(context, raw, null);
  }

  private JaxrsRequest(
      ContainerRequestContext context, RawRequest raw, @Nullable String rewrittenPath) {
    this.context = context;
    this.raw = raw;
    this.rewrittenPath = rewrittenPath;
  }

  @Override
  public @Nullable Object get(String name) {
    return context.getProperty(name);
  }

  @Override
  public void set(String name, Object value) {
    context.setProperty(name, value);
  }

  /** Returns the path by which the request is decided, the same as for a servlet filter. */
  String path() {
    if (rewrittenPath != null) {
      return rewrittenPath;
    }
    return raw.path();
  }

  /** Returns this request with the path that JAX-RS will serve, where that is another one. */
  Optional<JaxrsRequest> withServedPath() {
    return raw.rewrittenPath(context.getUriInfo())
        .map(path -> new JaxrsRequest(context, raw, path));
  }

  /** Returns the method that JAX-RS will serve; an override by the application counts. */
  String method() {
    return context.getMethod();
  }

  UriInfo uri() {
    return context.getUriInfo();
  }

  boolean hasHeader(String name) {
    return !raw.headers(name).isEmpty();
  }

  boolean isErrorPage() {
    return raw.isErrorPage();
  }

  boolean isPreflight() {
    return CorsPreflight.isPreflight(
        method(),
        raw.firstHeader(CorsPreflight.ORIGIN),
        raw.firstHeader(CorsPreflight.REQUEST_METHOD));
  }

  /** Returns the user whom the container authenticated, or null. */
  @Nullable SecurityContext containerUser() {
    SecurityContext security = context.getSecurityContext();
    if (security == null || security.getUserPrincipal() == null) {
      return null;
    }
    return security;
  }

  /**
   * Marks the request as secured by this module, with or without a key, sends its id back and keeps
   * its answer from shared caches: now, so that the server's own error pages have the headers, too.
   *
   * @param header the name of the key's header
   */
  void markSecured(String header) {
    set(SECURED, true);
    raw.setResponseHeader(RequestIdHeaders.REQUEST_ID, requestId(header));
    CacheControlFilter.setHeaders(this, raw, header, RequestDecision.from(this::get).isEmpty());
  }

  static boolean isSecured(Function<String, @Nullable Object> attributes) {
    return Boolean.TRUE.equals(attributes.apply(SECURED));
  }

  /** Stores this in the request, for the mapper that answers when a bean denies the caller. */
  void storeInRequest() {
    set(NAME, this);
  }

  static Optional<JaxrsRequest> findStored(Function<String, @Nullable Object> attributes) {
    return attributes.apply(NAME) instanceof JaxrsRequest found
        ? Optional.of(found)
        : Optional.empty();
  }

  /** Decides as the first filter, and stores the decision for filters and beans behind it. */
  void decideFirst(ApiKeyGate gate, Requirement requirement) {
    GateRequest request = gateRequest(gate);
    Decision decision = RequestDecision.decideFirst(gate, request, requirement, this);
    PendingAnswer started = PendingAnswer.start(gate, request, decision, this);
    if (started != null) {
      set(ANSWER, started);
    }
    if (decision instanceof Denied denied) {
      deny(gate, denied);
    } else {
      Granted granted = (Granted) decision;
      tellOfKey(gate, granted);
      setCaller(granted.key());
    }
  }

  /** Checks the key that an earlier filter granted. */
  void checkGrant(RequestDecision earlier, Requirement requirement) {
    Granted granted = (Granted) earlier.decision();
    ApiKeyGate gate = earlier.gate();
    tellOfKey(gate, granted);
    gate.permit(gateRequest(gate), granted, requirement)
        .ifPresentOrElse(denied -> deny(gate, denied), () -> setCaller(granted.key()));
  }

  private void deny(ApiKeyGate gate, Denied denied) {
    if (!raw.isIncluded()) {
      PendingAnswer.deny(gate, denied, this);
    }
    abortWith(gate.answer(denied));
  }

  /**
   * Completes an answer whose end no servlet filter of ours notices.
   *
   * @param attributes what returns the request's attribute of a name
   */
  static void completeAnswer(Function<String, @Nullable Object> attributes, int status) {
    if (attributes.apply(ANSWER) instanceof PendingAnswer pending) {
      pending.complete(status, null);
    }
  }

  /** Publishes what a request is mapped to, for the listeners of a gate; not what is included. */
  void setRoute(@Nullable ApiKeyGate gate, String route) {
    if (gate != null && gate.hasAnswerListeners() && !raw.isIncluded()) {
      set(PendingAnswer.ROUTE, route);
    }
  }

  /** Before the resource runs: its answer may leave before it ends. */
  private void tellOfKey(ApiKeyGate gate, Granted granted) {
    KeyHeaders headers = gate.headersOf(granted);
    if (!headers.isEmpty()) {
      KeyHeadersWriter.tell(this, raw, headers);
    }
  }

  /** Checks the user whom the container authenticated; without one, a user who has no role. */
  void checkUser(ApiKeyGate gate, Requirement requirement) {
    SecurityContext user = containerUser();
    Predicate<String> isUserInRole = role -> user != null && user.isUserInRole(role);
    gate.permitUser(gateRequest(gate), isUserInRole, requirement)
        .ifPresent(denied -> abortWith(gate.answer(denied)));
  }

  /** Denies because there is no gate to decide. */
  void denyWithoutGate(String header) {
    Log.noGate(path());
    abortWith(ApplicationGates.answerWithoutGate(header));
  }

  /** Denies a request whose resource runs already; returns the answer. */
  Response denyLate(ApiKeyGate gate, String detail) {
    VerifiedApiKey key = RequestDecision.keyFrom(this::get).orElse(null);
    Denied denied = new Denied(Reason.ACCESS_DENIED, detail).withKey(key);
    PendingAnswer.deny(gate, denied, this);
    return toResponse(gate.answer(gate.deny(gateRequest(gate), denied)));
  }

  boolean isAborted() {
    return aborted;
  }

  /** An included target is left out; the page around it keeps its answer. */
  private void abortWith(Answer answer) {
    aborted = true;
    context.abortWith(raw.isIncluded() ? Response.noContent().build() : toResponse(answer));
  }

  /** With bytes that no exception mapper and no entity writer changes. */
  private static Response toResponse(Answer answer) {
    StreamingOutput body = answer::writeTo;
    Response.ResponseBuilder response = Response.status(answer.status()).entity(body);
    answer.headers().forEach(response::header);
    return response.build();
  }

  private void setCaller(VerifiedApiKey key) {
    raw.setCaller(key);
    if (!(context.getSecurityContext() instanceof ApiKeySecurityContext)) {
      context.setSecurityContext(new ApiKeySecurityContext(key, raw.isSecure()));
    }
  }

  private GateRequest gateRequest(ApiKeyGate gate) {
    String header = gate.settings().token().header();
    List<String> values = raw.headers(header);
    return new GateRequest(
        values,
        method(),
        path(),
        raw.remoteAddress(),
        requestId(header),
        RequestIdHeaders.clientVersion(
            raw.firstHeader(RequestIdHeaders.CLIENT_VERSION), () -> values));
  }

  private String requestId(String header) {
    return RequestIdHeaders.requestId(
        this, raw.firstHeader(RequestIdHeaders.REQUEST_ID), () -> raw.headers(header));
  }
}
