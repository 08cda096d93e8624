package org.nexusauth.web.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.GateExtensionContext;
import org.nexusauth.metric.Metric;

/**
 * Registers gauges with the application's registry of MicroProfile Metrics, which has no counters
 * that are read. Loading it fails where its classes are missing.
 */
final class MicroProfileAdapter implements AutoCloseable {
  private final MetricRegistry registry;
  private final List<MetricID> registered = new ArrayList<>();

  private MicroProfileAdapter(MetricRegistry registry) {
    this.registry = registry;
  }

  /** Uses the application's registry; empty where there is none. */
  static Optional<MicroProfileAdapter> register(GateExtensionContext context) {
    Class<MetricRegistry> type = MetricRegistry.class;
    return MetricBeans.find(type).map(registry -> register(registry, context.gate()));
  }

  static MicroProfileAdapter register(MetricRegistry registry, ApiKeyGate gate) {
    MicroProfileAdapter adapter = new MicroProfileAdapter(registry);
    try {
      gate.metrics().all().forEach(adapter::addIfFree);
    } catch (RuntimeException | Error e) {
      adapter.close();
      throw e;
    }
    if (adapter.registered.isEmpty()) {
      Log.metricsOfAnotherGate("MicroProfile Metrics");
    }
    return adapter;
  }

  /** The registry would return another gate's gauge, which must outlive this adapter. */
  private void addIfFree(Metric metric) {
    Tag[] tags =
        metric.labels().entrySet().stream()
            .map(label -> new Tag(label.getKey(), label.getValue()))
            .toArray(Tag[]::new);
    MetricID id = new MetricID(metric.name(), tags);
    if (registry.getMetric(id) == null) {
      add(metric, tags);
      registered.add(id);
    }
  }

  private void add(Metric metric, Tag... tags) {
    Metadata metadata =
        Metadata.builder()
            .withName(metric.name())
            .withDescription(metric.description())
            .withUnit("none")
            .build();
    registry.gauge(metadata, metric, Metric::value, tags);
  }

  @Override
  public void close() {
    registered.forEach(registry::remove);
  }
}
