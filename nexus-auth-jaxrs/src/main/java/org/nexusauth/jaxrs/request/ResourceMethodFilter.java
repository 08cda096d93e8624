package org.nexusauth.jaxrs.request;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Requirement;
import org.nexusauth.jaxrs.rules.AccessRule;
import org.nexusauth.web.RequestDecision;

/** Enforces the rule of one resource method. Thread-safe. */
@Priority(Priorities.AUTHENTICATION)
final class ResourceMethodFilter implements ContainerRequestFilter {
  /** No key can be bound to it: verification denies controls in ids. */
  private static final String UNKNOWN_AGENT = "\0";

  private final AccessRule rule;
  private final AccessDecisionRow table;
  private final JaxrsEnforcer enforcer;
  private final String route;

  ResourceMethodFilter(AccessRule rule, JaxrsEnforcer enforcer, String route) {
    this.rule = rule;
    this.route = route;
    this.table = AccessDecisionRow.rowOf(rule.kind());
    this.enforcer = enforcer;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    JaxrsRequest request = enforcer.read(context);
    if (enforcer.hasEnterpriseBeans()) {
      request.storeInRequest();
    }
    RequestDecision earlier = enforcer.earlierGrant(request).orElse(null);
    request.setRoute(enforcer.gateFor(earlier), route);
    enforceRule(request, earlier);
    // The application may have changed the path: the settings for both must be met.
    if (enforcer.protectsAny() && !request.isAborted()) {
      request.withServedPath().filter(enforcer::isProtected).ifPresent(enforcer::applySettings);
    }
  }

  private void enforceRule(JaxrsRequest request, @Nullable RequestDecision earlier) {
    ApiKeyGate gate = enforcer.gateFor(earlier);
    if (!rule.isUnannotated()) {
      request.markSecured(enforcer.headerOf(gate));
      if (gate == null) {
        request.denyWithoutGate(enforcer.headerOf(null));
        return;
      }
      if (gate.settings().passPreflight() && request.isPreflight()) {
        return;
      }
    }
    switch (table.findAction(caller -> appliesTo(caller, request, earlier))) {
      case CHECK_KEY ->
          request.checkGrant(Objects.requireNonNull(earlier), requirementFor(request));
      case DECIDE -> request.decideFirst(Objects.requireNonNull(gate), requirementFor(request));
      case CHECK_USER -> request.checkUser(Objects.requireNonNull(gate), rule.requirement());
      case APPLY_SETTINGS -> enforcer.applySettings(request);
      case PASS -> {}
    }
  }

  private boolean appliesTo(
      AccessDecisionRow.Caller caller, JaxrsRequest request, @Nullable RequestDecision earlier) {
    return switch (caller) {
      case GRANTED_BY_SAME_GATE -> earlier != null && earlier.gate() == enforcer.gate();
      case GRANTED_BY_OTHER_GATE -> earlier != null;
      case KEY_DEMANDED -> enforcer.isProtected(request);
      case KEY_SENT -> request.hasHeader(enforcer.headerOf(enforcer.gate()));
      case CONTAINER_USER -> request.containerUser() != null;
      case UNKNOWN -> true;
    };
  }

  private Requirement requirementFor(JaxrsRequest request) {
    if (rule.agent().isEmpty()) {
      return rule.requirement();
    }
    String agent =
        rule.agentParameter().map(name -> agentOf(request.uri(), name)).orElse(rule.agent());
    return rule.requirement().withAgent(agent);
  }

  private static String agentOf(UriInfo uri, String parameter) {
    List<String> values = uri.getPathParameters().get(parameter);
    if (values == null || values.stream().distinct().count() != 1) {
      Log.noAgentInPath(parameter);
      return UNKNOWN_AGENT;
    }
    return values.get(0);
  }
}
