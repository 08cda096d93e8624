package org.nexusauth.web.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.testkit.TestKeys;

class MetricAdaptersTest {
  private static final TestKeys KEYS = TestKeys.create();

  private static ApiKeyGate openGate() {
    return ApiKeyGate.builder(Map.of("nexus.auth.verify.keys", KEYS.jwks())).build();
  }

  private static void denyMissingKey(ApiKeyGate gate) {
    gate.decide(new GateRequest(List.of(), "GET", "/api", null, "id", null), Requirement.NONE);
  }

  @Test
  void jmx_ofAGate_showsDecisionsUntilItIsClosed() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName pattern = new ObjectName("org.nexusauth:type=Gate,*");
    try (ApiKeyGate gate = openGate()) {
      denyMissingKey(gate);
      ObjectName name = server.queryNames(pattern, null).iterator().next();

      assertThat(server.getAttribute(name, "Status")).isEqualTo("UP");
      assertThat(gate.metrics().all()).isNotEmpty();
      assertThat(new GateJmx(gate).getDenied()).containsExactly(Map.entry("key_missing", 1L));
      assertThat(new GateJmx(gate).getMetrics())
          .containsEntry("nexus.auth.decisions{outcome=denied, reason=key_missing}", 1.0)
          .doesNotContainKey("nexus.auth.replica.age");
    }
    assertThat(server.queryNames(pattern, null)).isEmpty();
  }

  @Test
  void jmx_ofTwoGates_hasTwoNames() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try (ApiKeyGate first = openGate();
        ApiKeyGate second = openGate()) {
      assertThat(first).isNotSameAs(second);
      assertThat(server.queryNames(new ObjectName("org.nexusauth:type=Gate,*"), null)).hasSize(2);
    }
  }

  @Test
  void micrometer_globally_showsDecisionsUntilTheGateIsClosed() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics.addRegistry(registry);
    try (ApiKeyGate gate = openGate()) {
      denyMissingKey(gate);

      assertThat(
              registry
                  .get("nexus.auth.decisions")
                  .tag("reason", "key_missing")
                  .functionCounter()
                  .count())
          .isEqualTo(1);
    } finally {
      Metrics.removeRegistry(registry);
    }
    assertThat(Metrics.globalRegistry.find("nexus.auth.decisions").meters()).isEmpty();
  }

  @Test
  void openTelemetry_instruments_showDecisionsUntilTheyAreClosed() {
    InMemoryMetricReader reader = InMemoryMetricReader.create();
    OpenTelemetrySdk telemetry =
        OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    try (ApiKeyGate gate = openGate();
        telemetry) {
      denyMissingKey(gate);
      try (OpenTelemetryAdapter adapter = OpenTelemetryAdapter.register(telemetry, gate)) {
        assertThat(adapter).isNotNull();
        assertThat(reader.collectAllMetrics())
            .extracting(MetricData::getName)
            .contains("nexus.auth.decisions", "nexus.auth.decision.time.bucket")
            .doesNotContain("nexus.auth.replica.age");
      }
      assertThat(reader.collectAllMetrics()).isEmpty();
    }
  }

  @Test
  void span_ofADenial_namesItsReason() {
    InMemorySpanExporter spans = InMemorySpanExporter.create();
    try (SdkTracerProvider tracing =
            SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        ApiKeyGate gate = openGate()) {
      Span span = tracing.get("test").spanBuilder("request").startSpan();
      try (Scope scope = span.makeCurrent()) {
        assertThat(scope).isNotNull();
        denyMissingKey(gate);
      }
      span.end();
      assertThat(spans.getFinishedSpanItems().get(0).getAttributes().asMap().toString())
          .contains("nexus.auth.reason=key_missing");
    }
  }
}
