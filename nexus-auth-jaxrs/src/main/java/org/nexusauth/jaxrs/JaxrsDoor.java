package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.Decision.Granted;
import org.nexusauth.Requirement;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.door.ApplicationGates;
import org.nexusauth.door.Attributes;
import org.nexusauth.door.HandedOver;

/**
 * The door of one JAX-RS application. Several in one web application have one gate, unless only a
 * filter in front has one; each sees requests in its own way. Thread-safe.
 */
final class JaxrsDoor {
  private static final String NAME = "org.nexusauth.jaxrs.door";

  private final Host host;
  private final Opened opened;
  private final boolean beans;

  /** What all JAX-RS applications of a web application share. */
  private record Opened(
      @Nullable ApiKeyGate gate, ApplicationGates gates, Coverage coverage, String header) {}

  private JaxrsDoor(Host host, Opened opened) {
    this.host = host;
    this.opened = opened;
    this.beans = host.hasBeans();
  }

  /**
   * Returns the door of a JAX-RS application; makes the gate when it is the first to ask.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   */
  static JaxrsDoor of(Host host) {
    Attributes application = host.application();
    synchronized (JaxrsDoor.class) {
      if (application.get(NAME) instanceof Opened known) {
        return new JaxrsDoor(host, known);
      }
      JaxrsDoor door = new JaxrsDoor(host, open(host));
      application.set(NAME, door.opened);
      door.gate().ifPresent(gate -> gate.logStart(guarded(gate)));
      return door;
    }
  }

  private static Opened open(Host host) {
    Configuration configuration = configuration(host);
    ApplicationGates gates = ApplicationGates.in(host.application());
    ApiKeyGate gate =
        configuration.hasKeys() ? gates.gate(host.parameters(), Beans::extensions) : null;
    return new Opened(
        gate,
        gates,
        gate == null ? Coverage.of(configuration) : Coverage.of(gate.settings()),
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

  static Configuration configuration(Host host) {
    return Configuration.ofApplication(host.parameters());
  }

  /** Returns a request between JAX-RS and the gate. */
  Exchange exchange(ContainerRequestContext context) {
    return new Exchange(context, host.incoming(context));
  }

  /** Returns whether the settings guard a request, whatever the annotations say. */
  boolean guards(Exchange exchange) {
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
  void bySettings(Exchange exchange) {
    Optional<HandedOver> before = handedOver(exchange);
    exchange.beResponsible(header(before.map(HandedOver::gate).or(this::gate)));
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
  Optional<ApiKeyGate> gateOf(Exchange exchange) {
    return handedOver(exchange).map(HandedOver::gate).or(this::gate);
  }

  /** Returns the grant that a filter of this application left in the request. */
  Optional<HandedOver> handedOver(Exchange exchange) {
    return exchange
        .handedOver()
        .filter(found -> found.decision() instanceof Granted && opened.gates().own(found.gate()));
  }
}
