package org.nexusauth.web.metric;

import java.util.List;

/** Where the metrics of a gate are registered. Thread-safe. */
final class RegisteredMetrics implements AutoCloseable {
  private final List<AutoCloseable> registered;

  RegisteredMetrics(List<AutoCloseable> registered) {
    this.registered = List.copyOf(registered);
  }

  /** Removes the metrics from all systems, whatever one of them throws. */
  @Override
  public void close() {
    for (AutoCloseable each : registered) {
      try {
        each.close();
      } catch (Exception e) { // The edge of a monitoring system: the others are left all the same.
        Log.metricsNotRemoved(e.getClass().getName());
      }
    }
  }
}
