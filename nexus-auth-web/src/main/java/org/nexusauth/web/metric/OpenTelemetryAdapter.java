package org.nexusauth.web.metric;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.GateExtensionContext;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.metric.Metric;

/**
 * Registers observable instruments with OpenTelemetry, and names the reason of a denial in the
 * current span. Loading it fails where the classes of OpenTelemetry are missing.
 */
final class OpenTelemetryAdapter implements AutoCloseable {
  private static final String SCOPE = "org.nexusauth";

  private final List<Runnable> closers = new ArrayList<>();

  private OpenTelemetryAdapter() {}

  /**
   * Uses the application's bean, or what was set globally, and sets nothing itself: an application
   * may do so later. Empty where there is neither.
   */
  static Optional<OpenTelemetryAdapter> register(GateExtensionContext context) {
    Class<OpenTelemetry> type = OpenTelemetry.class;
    context.addListener(OpenTelemetryAdapter::nameReason);
    return MetricBeans.find(type)
        .or(OpenTelemetryAdapter::findGlobal)
        .map(telemetry -> register(telemetry, context.gate()));
  }

  private static Optional<OpenTelemetry> findGlobal() {
    if (GlobalOpenTelemetry.isSet()) {
      return Optional.of(GlobalOpenTelemetry.get());
    }
    return Optional.empty();
  }

  static OpenTelemetryAdapter register(OpenTelemetry telemetry, ApiKeyGate gate) {
    OpenTelemetryAdapter adapter = new OpenTelemetryAdapter();
    Meter meter = telemetry.getMeter(SCOPE);
    try {
      byName(gate).forEach((name, metrics) -> adapter.observe(meter, metrics));
    } catch (RuntimeException | Error e) {
      adapter.close();
      throw e;
    }
    return adapter;
  }

  private static Map<String, List<Metric>> byName(ApiKeyGate gate) {
    Map<String, List<Metric>> byName = new LinkedHashMap<>();
    for (Metric metric : gate.metrics().all()) {
      byName.computeIfAbsent(metric.name(), name -> new ArrayList<>()).add(metric);
    }
    return byName;
  }

  private void observe(Meter meter, List<Metric> metrics) {
    Metric first = metrics.get(0);
    Consumer<ObservableDoubleMeasurement> callback = target -> record(metrics, target);
    if (first.kind() == Metric.Kind.COUNTER) {
      closers.add(
          meter
                  .counterBuilder(first.name())
                  .ofDoubles()
                  .setDescription(first.description())
                  .setUnit(first.unit())
                  .buildWithCallback(callback)
              ::close);
    } else {
      closers.add(
          meter
                  .gaugeBuilder(first.name())
                  .setDescription(first.description())
                  .setUnit(first.unit())
                  .buildWithCallback(callback)
              ::close);
    }
  }

  private static void record(List<Metric> metrics, ObservableDoubleMeasurement target) {
    for (Metric metric : metrics) {
      double value = metric.value();
      if (!Double.isNaN(value)) {
        target.record(value, attributesOf(metric));
      }
    }
  }

  private static Attributes attributesOf(Metric metric) {
    AttributesBuilder attributes = Attributes.builder();
    metric.labels().forEach(attributes::put);
    return attributes.build();
  }

  static void nameReason(DecisionEvent event) {
    event
        .reason()
        .ifPresent(reason -> Span.current().setAttribute("nexus.auth.reason", reason.code()));
  }

  @Override
  public void close() {
    closers.forEach(Runnable::run);
  }
}
