package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.Decision.Granted;
import org.nexusauth.Requirement;
import org.nexusauth.config.Configuration;
import org.nexusauth.door.ApplicationGates;
import org.nexusauth.door.Attributes;
import org.nexusauth.door.HandedOver;

/**
 * The JAX-RS door of one application: its gate, unless only a filter in front has one. Thread-safe.
 */
final class JaxrsDoor {
  private static final String NAME = "org.nexusauth.jaxrs.door";

  private final Host host;
  private final @Nullable ApiKeyGate gate;
  private final ApplicationGates gates;
  private final Coverage coverage;

  private JaxrsDoor(Host host) {
    Configuration configuration = configuration(host);
    this.host = host;
    this.gates = ApplicationGates.in(host.application());
    this.gate = configuration.hasKeys() ? gates.gate(host.parameters(), Beans::extensions) : null;
    this.coverage = gate == null ? Coverage.of(configuration) : Coverage.of(gate.settings());
  }

  /**
   * Returns the door of an application; opens it when it is the first to ask.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   */
  static JaxrsDoor of(Host host) {
    Attributes application = host.application();
    synchronized (JaxrsDoor.class) {
      if (application.get(NAME) instanceof JaxrsDoor open) {
        return open;
      }
      JaxrsDoor door = new JaxrsDoor(host);
      application.set(NAME, door);
      door.gate().ifPresent(gate -> gate.logStart(guarded(gate)));
      return door;
    }
  }

  private static String guarded(ApiKeyGate gate) {
    return gate.settings().protectAll() ? "all JAX-RS resources" : "annotated JAX-RS resources";
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
    return coverage.includes(exchange);
  }

  /** Returns whether the settings guard anything. */
  boolean guardsAnything() {
    return coverage.isAny();
  }

  /** Judges a request by the settings alone: any good key that meets the rules of the path. */
  void bySettings(Exchange exchange) {
    exchange.beResponsible();
    Optional<HandedOver> before = handedOver(exchange);
    if (before.isPresent()) {
      exchange.permit(before.get().gate(), (Granted) before.get().decision(), Requirement.NONE);
    } else if (gate != null) {
      exchange.decide(gate, Requirement.NONE);
    } else {
      exchange.refuseWithoutGate();
    }
  }

  /** Returns the application's gate; empty where only a filter in front has one. */
  Optional<ApiKeyGate> gate() {
    return Optional.ofNullable(gate);
  }

  /** Returns the grant that a filter of this application left in the request. */
  Optional<HandedOver> handedOver(Exchange exchange) {
    return exchange
        .handedOver()
        .filter(found -> found.decision() instanceof Granted && gates.own(found.gate()));
  }
}
