package org.nexusauth.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.UsageHealth;

class GateMetricsTest {
  private final SettableParts parts = new SettableParts();
  private final GateMetrics metrics = new GateMetrics(parts);

  @Test
  void denial_counted_isUnderItsReasonAlone() {
    metrics.count(new Denied(Reason.KEY_REVOKED, "detail"));

    assertThat(value("nexus.auth.decisions", Map.of("outcome", "denied", "reason", "key_revoked")))
        .isEqualTo(1);
    assertThat(value("nexus.auth.decisions", Map.of("outcome", "granted", "reason", "none")))
        .isZero();
    assertThat(metrics.denied(Reason.KEY_EXPIRED)).isZero();
  }

  @Test
  void time_sampled_isInEachBucketThatHoldsIt() {
    metrics.times().addSample(TimeUnit.MICROSECONDS.toNanos(50));

    assertThat(value("nexus.auth.decision.time.bucket", Map.of("le", "1.0E-5"))).isZero();
    assertThat(value("nexus.auth.decision.time.bucket", Map.of("le", "5.0E-5"))).isEqualTo(1);
    assertThat(value("nexus.auth.decision.time.bucket", Map.of("le", "+Inf"))).isEqualTo(1);
    assertThat(value("nexus.auth.decision.time.sum", Map.of())).isEqualTo(50e-6);
  }

  @Test
  void time_longerThanAllBuckets_isInTheLastAlone() {
    metrics.times().addSample(TimeUnit.SECONDS.toNanos(3));

    assertThat(value("nexus.auth.decision.time.bucket", Map.of("le", "0.5"))).isZero();
    assertThat(value("nexus.auth.decision.time.bucket", Map.of("le", "+Inf"))).isEqualTo(1);
    assertThat(value("nexus.auth.decision.time.max", Map.of())).isEqualTo(3);
  }

  @Test
  void figures_ofMissingParts_areUnknown() {
    assertThat(value("nexus.auth.replica.age", Map.of())).isNaN();
    assertThat(value("nexus.auth.usage.pending", Map.of())).isNaN();
    assertThat(value("nexus.auth.alerts.open", Map.of())).isNaN();
  }

  @Test
  void figures_ofParts_areReadNow() {
    parts.replica = SettableParts.replica(true, null);
    parts.usage = new UsageHealth(Instant.EPOCH, 5, 6, 1, true);
    metrics.readOpenAlerts(() -> 3);

    assertThat(value("nexus.auth.replica.entries", Map.of())).isEqualTo(7);
    assertThat(value("nexus.auth.usage.dropped", Map.of())).isEqualTo(1);
    assertThat(value("nexus.auth.usage.failing", Map.of())).isEqualTo(1);
    assertThat(value("nexus.auth.alerts.open", Map.of())).isEqualTo(3);
    assertThat(value("nexus.auth.limit.waits", Map.of())).isEqualTo(4);
  }

  @Test
  void metrics_byNameAndLabels_areUnique() {
    Set<String> seen = new HashSet<>();

    assertThat(metrics.all())
        .allSatisfy(metric -> assertThat(seen.add(metric.name() + metric.labels())).isTrue());
  }

  private double value(String name, Map<String, String> labels) {
    return metrics.all().stream()
        .filter(metric -> metric.name().equals(name) && metric.labels().equals(labels))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
