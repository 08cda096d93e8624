package org.nexusauth.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.MissingPermissions;
import org.nexusauth.decision.Requirement;
import org.nexusauth.reason.Reason;
import org.nexusauth.web.RequestDecision;

/** Enforces the security annotations of one resource method. */
@Priority(Priorities.AUTHENTICATION)
final class SecuredResource implements ContainerRequestFilter {
  private final AccessRule rule;
  private final JaxrsEnforcer door;

  SecuredResource(AccessRule rule, JaxrsEnforcer door) {
    this.rule = rule;
    this.door = door;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Request request = new Request(context);
    request.enforce();
    request.enforceRewritten();
  }

  /** One request to the method. */
  private final class Request {
    private final ContainerRequestContext context;
    private final JaxrsRequest exchange;
    private final Optional<RequestDecision> before;
    private final Optional<ApiKeyGate> gate;

    Request(ContainerRequestContext context) {
      this.context = context;
      this.exchange = door.exchange(context);
      this.before = door.handedOver(exchange);
      this.gate = before.map(RequestDecision::gate).or(door::gate);
      if (door.answersForBeans()) {
        exchange.leaveInRequest();
      }
    }

    void enforce() {
      if (rule instanceof AccessRule.None) {
        enforceSettings();
        return;
      }
      exchange.beResponsible(door.header(gate));
      if (gate.isEmpty()) {
        exchange.refuseWithoutGate();
      } else if (!(gate.get().settings().passPreflight() && exchange.isPreflight())) {
        enforce(gate.get());
      }
    }

    /** The application may have changed the method since, by a header for example. */
    private void enforceSettings() {
      if (before.isPresent()) {
        permit(before.get(), Requirement.NONE);
      } else if (door.guards(exchange)) {
        door.bySettings(exchange);
      }
    }

    /** And it may have changed the path: the rules of both must be met. */
    void enforceRewritten() {
      if (door.guardsAnything() && !exchange.isAborted()) {
        exchange.rewritten().filter(door::guards).ifPresent(door::bySettings);
      }
    }

    private void enforce(ApiKeyGate asked) {
      if (rule instanceof AccessRule.Nobody) {
        refuseAll(asked);
      } else if (rule instanceof AccessRule.Needs needs) {
        enforce(asked, needs);
      } else if (isKeyAsked(asked)) {
        need(asked, Requirement.NONE);
      }
    }

    /**
     * Returns whether a key decides where the annotations alone would not ask for one: there is
     * one, or the settings ask for it, also of a preflight request that the application then
     * changed.
     */
    private boolean isKeyAsked(ApiKeyGate asked) {
      return before.isPresent() || exchange.hasKeyHeader(asked) || door.guards(exchange);
    }

    private void refuseAll(ApiKeyGate asked) {
      if (before.isPresent()) {
        permit(before.get(), Requirement.DENY_ALL);
      } else {
        exchange.refuse(asked, new Denied(Reason.ACCESS_DENIED, "nobody may do this"));
      }
    }

    private void enforce(ApiKeyGate asked, AccessRule.Needs needs) {
      SecurityContext caller = exchange.containersCaller();
      if (needs.keyOnly() || caller == null || isKeyAsked(asked)) {
        need(asked, withAgent(needs));
      } else if (!needs.requirement().anyOf().isEmpty()
          && needs.requirement().anyOf().stream().noneMatch(caller::isUserInRole)) {
        exchange.refuse(
            asked,
            Denied.permissionMissing(MissingPermissions.anyRoleOf(needs.requirement().anyOf())));
      }
    }

    private Requirement withAgent(AccessRule.Needs needs) {
      return needs.agent().isEmpty()
          ? needs.requirement()
          : needs
              .requirement()
              .withAgent(AgentBinding.agentOf(needs.agent(), context.getUriInfo()));
    }

    private void need(ApiKeyGate asked, Requirement requirement) {
      if (before.isPresent()) {
        permit(before.get(), requirement);
      } else {
        exchange.decide(asked, requirement);
      }
    }

    private void permit(RequestDecision found, Requirement requirement) {
      exchange.permit(found.gate(), (Granted) found.decision(), requirement);
    }
  }
}
