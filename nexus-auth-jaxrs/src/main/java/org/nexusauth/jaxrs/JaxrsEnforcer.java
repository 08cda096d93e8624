package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.Requirement;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.AttributeMap;
import org.nexusauth.web.RequestDecision;

/**
 * The door of one JAX-RS application. Several in one web application have one gate, unless only a
 * filter in front has one; each sees requests in its own way. Thread-safe.
 */
final class JaxrsEnforcer {
  private static final String NAME = "org.nexusauth.jaxrs.door";

  private final JaxrsRuntime host;
  private final Opened opened;
  private final boolean beans;

  /** What all JAX-RS applications of a web application share. */
  private record Opened(
      @Nullable ApiKeyGate gate, ApplicationGates gates, ProtectionScope coverage, String header) {}

  private JaxrsEnforcer(JaxrsRuntime host, Opened opened) {
    this.host = host;
    this.opened = opened;
    this.beans = host.hasBeans();
  }

  /**
   * Returns the door of a JAX-RS application; makes the gate when it is the first to ask.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   */
  static JaxrsEnforcer of(JaxrsRuntime host) {
    AttributeMap application = host.application();
    synchronized (JaxrsEnforcer.class) {
      if (application.get(NAME) instanceof Opened known) {
        return new JaxrsEnforcer(host, known);
      }
      JaxrsEnforcer door = new JaxrsEnforcer(host, open(host));
      application.set(NAME, door.opened);
      door.gate().ifPresent(gate -> gate.logStart(guarded(gate)));
      return door;
    }
  }

  private static Opened open(JaxrsRuntime host) {
    Configuration configuration = configuration(host);
    ApplicationGates gates = ApplicationGates.of(host.application());
    ApiKeyGate gate =
        configuration.hasKeys()
            ? gates.getOrCreateGate(host.parameters(), Beans::extensions)
            : null;
    return new Opened(
        gate,
        gates,
        gate == null ? ProtectionScope.of(configuration) : ProtectionScope.of(gate.settings()),
        TokenSettings.headerOf(configuration));
  }

  private static String guarded(ApiKeyGate gate) {
    if (gate.settings().protectAll()) {
      return "all JAX-RS resources";
    }
    return gate.settings().paths().exclusions().isEmpty()
        ? "annotated JAX-RS resources"
        : "annotated JAX-RS resources (on excluded paths, too)";
  }

  static Configuration configuration(JaxrsRuntime host) {
    return Configuration.ofApplication(host.parameters());
  }

  /** Returns a request between JAX-RS and the gate. */
  JaxrsRequest exchange(ContainerRequestContext context) {
    return new JaxrsRequest(context, host.incoming(context));
  }

  /** Returns whether the settings guard a request, whatever the annotations say. */
  boolean guards(JaxrsRequest exchange) {
    return opened.coverage().includes(exchange);
  }

  /** Returns whether enterprise beans may deny the caller of a resource. */
  boolean answersForBeans() {
    return beans;
  }

  /** Returns whether the settings guard anything. */
  boolean guardsAnything() {
    return opened.coverage().isAny();
  }

  /** Judges a request by the settings alone: any good key that meets the rules of the path. */
  void bySettings(JaxrsRequest exchange) {
    Optional<RequestDecision> before = handedOver(exchange);
    exchange.beResponsible(header(before.map(RequestDecision::gate).or(this::gate)));
    if (before.isPresent()) {
      exchange.permit(before.get().gate(), (Granted) before.get().decision(), Requirement.NONE);
    } else if (opened.gate() != null) {
      exchange.decide(opened.gate(), Requirement.NONE);
    } else {
      exchange.refuseWithoutGate();
    }
  }

  /** Returns the name of the key's header at a gate; the configured one where there is none. */
  String header(Optional<ApiKeyGate> gate) {
    return gate.map(found -> found.settings().token().header()).orElse(opened.header());
  }

  /** Returns the application's gate; empty where only a filter in front has one. */
  Optional<ApiKeyGate> gate() {
    return Optional.ofNullable(opened.gate());
  }

  /** Returns the gate that decides a request: that of a filter in front, else the application's. */
  Optional<ApiKeyGate> gateOf(JaxrsRequest exchange) {
    return handedOver(exchange).map(RequestDecision::gate).or(this::gate);
  }

  /** Returns the grant that a filter of this application left in the request. */
  Optional<RequestDecision> handedOver(JaxrsRequest exchange) {
    return exchange
        .handedOver()
        .filter(
            found -> found.decision() instanceof Granted && opened.gates().contains(found.gate()));
  }
}
