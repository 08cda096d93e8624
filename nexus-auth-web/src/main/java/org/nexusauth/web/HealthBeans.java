package org.nexusauth.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import org.eclipse.microprofile.health.Readiness;

/** Adds the beans of health checks. Loading it fails where MicroProfile Health is missing. */
final class HealthBeans {
  private HealthBeans() {}

  /** Adds a class and not a made bean, as servers look at the annotations of classes. */
  static void addReadiness(BeforeBeanDiscovery event) {
    event
        .addAnnotatedType(GateReadiness.class, GateReadiness.class.getName())
        .add(Readiness.Literal.INSTANCE)
        .add(ApplicationScoped.Literal.INSTANCE);
  }
}
