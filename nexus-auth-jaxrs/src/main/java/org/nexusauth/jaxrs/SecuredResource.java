package org.nexusauth.jaxrs;

import jakarta.annotation.Priority;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.nexusauth.Answer;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.Decision.Denied;
import org.nexusauth.Decision.Granted;
import org.nexusauth.Reason;
import org.nexusauth.Requirement;
import org.nexusauth.door.HandedOver;

/** Enforces the security annotations of one resource method. */
@Priority(Priorities.AUTHENTICATION)
final class SecuredResource implements ContainerRequestFilter {
  private final Rule rule;
  private final HttpServletRequest servlet;
  private final ServletContext application;

  /**
   * Makes the filter of a method.
   *
   * @param servlet the current request, as a proxy of the JAX-RS implementation
   */
  SecuredResource(Rule rule, HttpServletRequest servlet, ServletContext application) {
    this.rule = rule;
    this.servlet = servlet;
    this.application = application;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    new Request(context).enforce();
  }

  /** One request to the method. */
  private final class Request {
    private final ContainerRequestContext context;
    private final Exchange exchange;
    private final Optional<HandedOver> before;
    private final Optional<ApiKeyGate> gate;

    Request(ContainerRequestContext context) {
      JaxrsDoor door = JaxrsDoor.of(application);
      this.context = context;
      this.exchange = new Exchange(context, servlet);
      this.before = door.handedOver(exchange);
      this.gate = before.map(HandedOver::gate).or(door::gate);
    }

    void enforce() {
      if (rule instanceof Rule.None) {
        before.ifPresent(found -> permit(found, Requirement.NONE));
        return;
      }
      exchange.beResponsible();
      if (gate.isEmpty()) {
        Log.noGate(exchange.path());
        exchange.abort(Answer.withoutGate());
      } else if (!(gate.get().settings().passPreflight() && exchange.isPreflight())) {
        enforce(gate.get());
      }
    }

    private void enforce(ApiKeyGate asked) {
      if (rule instanceof Rule.Nobody) {
        refuseAll(asked);
      } else if (rule instanceof Rule.Needs needs) {
        enforce(asked, needs);
      } else if (before.isPresent() || exchange.hasKeyHeader(asked)) {
        need(asked, Requirement.NONE);
      }
    }

    private void refuseAll(ApiKeyGate asked) {
      if (before.isPresent()) {
        permit(before.get(), Requirement.NOBODY);
      } else {
        exchange.refuse(asked, new Denied(Reason.ACCESS_DENIED, "nobody may do this"));
      }
    }

    private void enforce(ApiKeyGate asked, Rule.Needs needs) {
      SecurityContext caller = exchange.containersCaller();
      if (needs.keyOnly() || before.isPresent() || caller == null || exchange.hasKeyHeader(asked)) {
        need(asked, withAgent(needs));
      } else if (!needs.requirement().anyOf().isEmpty()
          && needs.requirement().anyOf().stream().noneMatch(caller::isUserInRole)) {
        exchange.refuse(
            asked,
            new Denied(
                Reason.PERMISSION_MISSING, "one of the roles " + needs.requirement().anyOf()));
      }
    }

    private Requirement withAgent(Rule.Needs needs) {
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

    private void permit(HandedOver found, Requirement requirement) {
      exchange.permit(found.gate(), (Granted) found.decision(), requirement);
    }
  }
}
