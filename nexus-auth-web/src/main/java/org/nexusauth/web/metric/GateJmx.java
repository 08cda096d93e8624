package org.nexusauth.web.metric;

import java.util.Map;
import java.util.TreeMap;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.metric.HealthState.PartState;
import org.nexusauth.metric.Metric;
import org.nexusauth.reason.Reason;

/** Reads a gate for JMX. Thread-safe. */
final class GateJmx implements GateMXBean {
  private final ApiKeyGate gate;

  GateJmx(ApiKeyGate gate) {
    this.gate = gate;
  }

  @Override
  public String getStatus() {
    return gate.health().status().name();
  }

  @Override
  public Map<String, String> getChecks() {
    Map<String, String> checks = new TreeMap<>();
    for (PartState part : gate.health().checks()) {
      checks.put(part.name(), part.status() + ": " + part.detail());
    }
    return checks;
  }

  @Override
  public long getGranted() {
    return gate.metrics().granted();
  }

  @Override
  public Map<String, Long> getDenied() {
    Map<String, Long> denied = new TreeMap<>();
    for (Reason reason : Reason.values()) {
      long count = gate.metrics().denied(reason);
      if (count > 0) {
        denied.put(reason.code(), count);
      }
    }
    return denied;
  }

  @Override
  public Map<String, Double> getMetrics() {
    Map<String, Double> metrics = new TreeMap<>();
    for (Metric metric : gate.metrics().all()) {
      double value = metric.value();
      if (!Double.isNaN(value)) {
        metrics.put(nameOf(metric), value);
      }
    }
    return metrics;
  }

  private static String nameOf(Metric metric) {
    if (metric.labels().isEmpty()) {
      return metric.name();
    }
    return metric.name() + new TreeMap<>(metric.labels());
  }
}
