package org.nexusauth.metric;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.usage.UsageHealth;

/** Names and describes the metrics of a gate: the one table of them. */
final class MetricCatalog {
  private static final String SECONDS = "s";

  private MetricCatalog() {}

  static List<Metric> describe(GateMetrics metrics) {
    List<Metric> all = new ArrayList<>();
    addDecisions(all, metrics);
    addTimes(all, metrics.times());
    addParts(all, metrics);
    return List.copyOf(all);
  }

  private static void addDecisions(List<Metric> all, GateMetrics metrics) {
    Metric granted =
        Metric.counter(
            "nexus.auth.decisions", "Requests that were decided", "{request}", metrics::granted);
    all.add(granted.withLabels(Map.of("outcome", "granted", "reason", "none")));
    for (Reason reason : Reason.values()) {
      all.add(
          Metric.counter(
                  granted.name(),
                  granted.description(),
                  granted.unit(),
                  () -> metrics.denied(reason))
              .withLabels(Map.of("outcome", "denied", "reason", reason.code())));
    }
  }

  private static void addTimes(List<Metric> all, DecisionTimes times) {
    all.add(
        Metric.counter(
            "nexus.auth.decision.time.sum",
            "Time spent on the sampled decisions",
            SECONDS,
            times::totalSeconds));
    all.add(
        Metric.counter(
            "nexus.auth.decision.time.count",
            "Decisions that were timed, one in sixteen",
            "{decision}",
            times::count));
    all.add(
        Metric.gauge(
            "nexus.auth.decision.time.max",
            "Longest sampled decision since the start",
            SECONDS,
            times::maxSeconds));
    for (int i = 0; i < times.bounds().size(); i++) {
      int bucket = i;
      addBucket(all, times.bounds().get(i).toString(), () -> times.countUpTo(bucket));
    }
    addBucket(all, "+Inf", times::count);
  }

  private static void addBucket(List<Metric> all, String bound, DoubleSupplier count) {
    all.add(
        Metric.counter(
                "nexus.auth.decision.time.bucket",
                "Sampled decisions that took no longer than le seconds",
                "{decision}",
                count)
            .withLabels(Map.of("le", bound)));
  }

  private static void addParts(List<Metric> all, GateMetrics metrics) {
    GateParts parts = metrics.parts();
    all.add(
        Metric.gauge(
            "nexus.auth.keys.age",
            "Time since the verification keys were read",
            SECONDS,
            () -> toSeconds(parts.keysAge())));
    all.add(
        Metric.gauge(
            "nexus.auth.replica.age",
            "Time since the revocations were last read",
            SECONDS,
            () -> ofReplica(parts, MetricCatalog::ageOf)));
    all.add(
        Metric.gauge(
            "nexus.auth.replica.entries",
            "Subjects that are revoked or switched off",
            "{subject}",
            () -> ofReplica(parts, FeedHealth::entries)));
    all.add(
        Metric.counter(
            "nexus.auth.limit.waits",
            "Requests that waited for the store of limits",
            "{request}",
            parts::limitWaits));
    all.add(
        Metric.gauge(
            "nexus.auth.limit.local",
            "1 while limits are not shared, as their store does not answer",
            "1",
            () -> parts.limitsCountLocally() ? 1 : 0));
    addUsage(all, parts);
    all.add(
        Metric.gauge(
            "nexus.auth.alerts.open", "Alerts that are open", "{alert}", metrics::openAlerts));
  }

  private static void addUsage(List<Metric> all, GateParts parts) {
    all.add(
        Metric.counter(
            "nexus.auth.usage.written",
            "Requests whose usage is in the store",
            "{request}",
            () -> ofUsage(parts, UsageHealth::written)));
    all.add(
        Metric.counter(
            "nexus.auth.usage.dropped",
            "Requests that were not counted, as there was no room",
            "{request}",
            () -> ofUsage(parts, UsageHealth::dropped)));
    all.add(
        Metric.gauge(
            "nexus.auth.usage.pending",
            "Rows of usage that are not written yet",
            "{row}",
            () -> ofUsage(parts, UsageHealth::pendingRows)));
    all.add(
        Metric.gauge(
            "nexus.auth.usage.failing",
            "1 while usage cannot be written",
            "1",
            () -> ofUsage(parts, usage -> usage.failing() ? 1 : 0)));
  }

  private static double ofReplica(GateParts parts, ToDoubleFunction<FeedHealth> figure) {
    return parts.replica().map(figure::applyAsDouble).orElse(Double.NaN);
  }

  private static double ofUsage(GateParts parts, ToDoubleFunction<UsageHealth> figure) {
    return parts.usage().map(figure::applyAsDouble).orElse(Double.NaN);
  }

  private static double ageOf(FeedHealth replica) {
    Duration age = replica.age();
    if (age == null) {
      return Double.NaN;
    }
    return toSeconds(age);
  }

  private static double toSeconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
