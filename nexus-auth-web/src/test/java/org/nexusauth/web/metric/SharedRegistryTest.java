package org.nexusauth.web.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.testkit.TestKeys;

/** Several gates over one registry of Micrometer, and a registry that fails. */
class SharedRegistryTest {
  private static final TestKeys KEYS = TestKeys.create();

  private final MeterRegistry registry = new SimpleMeterRegistry();

  private static ApiKeyGate openGate() {
    return ApiKeyGate.builder(Map.of("nexus.auth.verify.keys", KEYS.jwks())).build();
  }

  @Test
  void secondGate_closed_leavesMetersOfTheFirst() {
    try (ApiKeyGate first = openGate();
        ApiKeyGate second = openGate()) {
      MicrometerAdapter shown = MicrometerAdapter.register(registry, first);
      int meters = registry.getMeters().size();

      MicrometerAdapter.register(registry, second).close();

      assertThat(registry.getMeters()).hasSize(meters).hasSizeGreaterThan(20);
      shown.close();
      assertThat(registry.getMeters()).isEmpty();
    }
  }

  @Test
  void registration_failingHalfway_leavesNoMeters() {
    registry.config().meterFilter(new FailingFilter());
    try (ApiKeyGate gate = openGate()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> MicrometerAdapter.register(registry, gate));

      assertThat(registry.getMeters()).isEmpty();
    }
  }

  /** Fails for a metric that is one of the last. */
  private static final class FailingFilter implements MeterFilter {
    @Override
    public MeterFilterReply accept(Meter.Id id) {
      if (id.getName().equals("nexus.auth.usage.written")) {
        throw new IllegalStateException("planted");
      }
      return MeterFilterReply.NEUTRAL;
    }
  }
}
