package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.Decision.Granted;
import org.nexusauth.Requirement;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.PropertySource;
import org.nexusauth.door.ApplicationGates;
import org.nexusauth.door.Extensions;
import org.nexusauth.door.HandedOver;

/**
 * The JAX-RS door of one application: its gate, unless only a filter in front has one. Thread-safe.
 */
final class JaxrsDoor {
  private static final String NAME = "org.nexusauth.jaxrs.door";

  private final @Nullable ApiKeyGate gate;
  private final ApplicationGates gates;
  private final Coverage coverage;

  private JaxrsDoor(ServletContext context) {
    Configuration configuration = configuration(context);
    this.gates = ApplicationGates.in(new ContextAttributes(context));
    this.gate = configuration.hasKeys() ? gates.gate(parameters(context), JaxrsDoor::beans) : null;
    this.coverage = gate == null ? Coverage.of(configuration) : Coverage.of(gate.settings());
  }

  /**
   * Returns the door of an application; opens it when it is the first to ask.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   */
  static JaxrsDoor of(ServletContext context) {
    return context.getAttribute(NAME) instanceof JaxrsDoor open ? open : opened(context);
  }

  private static JaxrsDoor opened(ServletContext context) {
    synchronized (JaxrsDoor.class) {
      if (context.getAttribute(NAME) instanceof JaxrsDoor open) {
        return open;
      }
      JaxrsDoor door = new JaxrsDoor(context);
      context.setAttribute(NAME, door);
      door.gate().ifPresent(gate -> gate.logStart(guarded(gate)));
      return door;
    }
  }

  private static String guarded(ApiKeyGate gate) {
    return gate.settings().protectAll() ? "all JAX-RS resources" : "annotated JAX-RS resources";
  }

  /** Finds beans where there is CDI; its classes may be missing. */
  private static Extensions beans() {
    try {
      return BeansOfApplication.find();
    } catch (LinkageError e) {
      return Extensions.NONE;
    }
  }

  static Configuration configuration(ServletContext context) {
    return Configuration.ofApplication(parameters(context));
  }

  private static List<PropertySource> parameters(ServletContext context) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      values.put(name, context.getInitParameter(name));
    }
    return List.of(PropertySource.of("context-param", values));
  }

  /** Returns whether the settings guard a request, whatever the annotations say. */
  boolean guards(Exchange exchange) {
    return coverage.includes(exchange);
  }

  /** Returns whether the settings guard anything. */
  boolean guardsAnything() {
    return coverage.isAny();
  }

  /** Returns whether every request is guarded that is not excluded. */
  boolean guardsAll() {
    return coverage.all();
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
