package org.nexusauth.console.alert;

import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.event.AlertListener;

/**
 * Fires alerts as CDI events. Does nothing where CDI is missing or does not run. Found by the
 * service loader. Thread-safe.
 */
public final class CdiAlertListener implements AlertListener {

  /** For the service loader. */
  public CdiAlertListener() {}

  @Override
  public void onAlert(AlertEvent event) {
    try {
      CdiEvents.fire(event);
    } catch (NoClassDefFoundError e) {
      // CDI is optional: the server has none.
    }
  }
}
