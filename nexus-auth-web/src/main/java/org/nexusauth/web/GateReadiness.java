package org.nexusauth.web;

import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.metric.HealthState;
import org.nexusauth.metric.HealthState.PartState;

/**
 * The readiness check {@code nexus-auth}: down while a gate of the application denies valid keys,
 * and before there is a gate. It names no store and no cause, as health is open to many; the log
 * has them. Not final, as CDI makes a proxy of it. Thread-safe.
 */
public class GateReadiness implements HealthCheck {
  /** For CDI. */
  public GateReadiness() {}

  @Override
  public HealthCheckResponse call() {
    Set<ApiKeyGate> gates =
        ApplicationBeans.findAttributes()
            .map(ApplicationGates::of)
            .map(ApplicationGates::all)
            .orElse(Set.of());
    HealthCheckResponseBuilder response = HealthCheckResponse.named("nexus-auth");
    boolean up = !gates.isEmpty();
    for (ApiKeyGate gate : gates) {
      HealthState state = gate.health();
      up &= state.isUp();
      for (PartState part : state.checks()) {
        response.withData(part.name(), part.status().name());
      }
    }
    return response.status(up).build();
  }
}
