package org.nexusauth.web.metric;

import java.util.Map;

/** What JMX shows of a gate: {@code org.nexusauth:type=Gate,name=...}. */
public interface GateMXBean {

  /** Returns {@code UP}, {@code DEGRADED} or {@code DOWN}. */
  String getStatus();

  /** Returns what is so with each part of the gate, by its name. */
  Map<String, String> getChecks();

  /** Returns how many requests were granted. */
  long getGranted();

  /** Returns how many requests were denied, by the reason; reasons without any are left out. */
  Map<String, Long> getDenied();

  /** Returns every metric, by its name and labels; those that are unknown are left out. */
  Map<String, Double> getMetrics();
}
