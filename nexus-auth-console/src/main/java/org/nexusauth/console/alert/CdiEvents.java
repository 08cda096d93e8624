package org.nexusauth.console.alert;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import org.nexusauth.management.alert.event.AlertEvent;

/** Fires events of the running CDI container. Loading it fails where CDI is missing. */
final class CdiEvents {
  private CdiEvents() {}

  /** Fires an event; does nothing while no container runs in this application. */
  static void fire(AlertEvent event) {
    BeanManager beans;
    try {
      beans = CDI.current().getBeanManager();
    } catch (IllegalStateException e) {
      return;
    }
    beans.getEvent().fire(event);
  }
}
