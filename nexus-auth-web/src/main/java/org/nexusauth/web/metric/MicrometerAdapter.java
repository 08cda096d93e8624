package org.nexusauth.web.metric;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.GateExtensionContext;
import org.nexusauth.metric.Metric;

/**
 * Registers counters and gauges with Micrometer. Loading it fails where its classes are missing.
 */
final class MicrometerAdapter implements AutoCloseable {
  private final MeterRegistry registry;
  private final List<Meter> meters = new ArrayList<>();

  private MicrometerAdapter(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Uses the application's bean, or the global registry, to which Spring Boot adds its own. */
  static Optional<MicrometerAdapter> register(GateExtensionContext context) {
    Class<MeterRegistry> type = MeterRegistry.class;
    MeterRegistry registry = MetricBeans.find(type).orElse(Metrics.globalRegistry);
    return Optional.of(register(registry, context.gate()));
  }

  static MicrometerAdapter register(MeterRegistry registry, ApiKeyGate gate) {
    MicrometerAdapter adapter = new MicrometerAdapter(registry);
    try {
      gate.metrics().all().forEach(adapter::addIfFree);
    } catch (RuntimeException | Error e) {
      adapter.close();
      throw e;
    }
    if (adapter.meters.isEmpty()) {
      Log.metricsOfAnotherGate("Micrometer");
    }
    return adapter;
  }

  /** The registry would return another gate's meter, which must outlive this adapter. */
  private void addIfFree(Metric metric) {
    List<Tag> tags =
        metric.labels().entrySet().stream()
            .map(label -> Tag.of(label.getKey(), label.getValue()))
            .toList();
    if (registry.find(metric.name()).tags(tags).meter() == null) {
      add(metric, tags);
    }
  }

  private void add(Metric metric, List<Tag> tags) {
    if (metric.kind() == Metric.Kind.COUNTER) {
      meters.add(
          FunctionCounter.builder(metric.name(), metric, Metric::value)
              .description(metric.description())
              .tags(tags)
              .register(registry));
    } else {
      meters.add(
          Gauge.builder(metric.name(), metric, Metric::value)
              .description(metric.description())
              .tags(tags)
              .strongReference(true)
              .register(registry));
    }
  }

  @Override
  public void close() {
    meters.forEach(registry::remove);
  }
}
