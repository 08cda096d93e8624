package org.nexusauth.web.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nexusauth.GateExtension;
import org.nexusauth.GateExtensionContext;

/**
 * Gives the metrics of a gate to JMX, and to OpenTelemetry, MicroProfile Metrics and Micrometer
 * where their classes are there. What fails there is logged: it never stops a gate.
 */
public final class MetricsExtension implements GateExtension {
  /** For the service loader. */
  public MetricsExtension() {}

  /** Adds a gate's metrics to one monitoring system. */
  private interface Registration {
    Optional<? extends AutoCloseable> register(GateExtensionContext context) throws Exception;
  }

  /**
   * Lambdas stand for method references here, which would link the adapters too early.
   *
   * @return removes the metrics from all systems
   */
  @Override
  public Optional<RegisteredMetrics> attach(GateExtensionContext context) {
    List<AutoCloseable> registered = new ArrayList<>();
    add("JMX", registered, context, each -> Optional.of(JmxAdapter.register(each.gate())));
    add("OpenTelemetry", registered, context, each -> OpenTelemetryAdapter.register(each));
    add("MicroProfile Metrics", registered, context, each -> MicroProfileAdapter.register(each));
    add("Micrometer", registered, context, each -> MicrometerAdapter.register(each));
    return Optional.of(new RegisteredMetrics(registered));
  }

  private static void add(
      String system,
      List<AutoCloseable> registered,
      GateExtensionContext context,
      Registration registration) {
    try {
      registration.register(context).ifPresent(registered::add);
    } catch (LinkageError e) {
      // Its classes are not there, or are of a version that has other methods: it is not used.
    } catch (Exception e) { // The edge of a monitoring system: the gate works without it.
      Log.metricsNotRegistered(system, e.getClass().getName());
    }
  }
}
