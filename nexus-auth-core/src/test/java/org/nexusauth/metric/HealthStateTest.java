package org.nexusauth.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.nexusauth.metric.HealthState.Status;
import org.nexusauth.usage.UsageHealth;

class HealthStateTest {
  private final SettableParts parts = new SettableParts();

  @Test
  void gate_withoutReplica_isUp() {
    assertThat(HealthState.of(parts).status()).isEqualTo(Status.UP);
  }

  @Test
  void staleReplica_failingClosed_isDown() {
    parts.replica = SettableParts.replica(false, "refused");

    assertThat(HealthState.of(parts).isUp()).isFalse();
  }

  @Test
  void staleReplica_failingOpen_isDegraded() {
    parts.replica = SettableParts.replica(false, "refused");
    parts.failsOpen = true;

    assertThat(HealthState.of(parts).status()).isEqualTo(Status.DEGRADED);
  }

  @Test
  void freshReplica_whoseLastReadFailed_isDegradedWithoutItsText() {
    parts.replica = SettableParts.replica(true, "jdbc:secret");

    assertThat(HealthState.of(parts).status()).isEqualTo(Status.DEGRADED);
    assertThat(HealthState.of(parts).toString()).doesNotContain("secret");
  }

  @Test
  void limits_countedLocally_areDegraded() {
    parts.limitsCountLocally = true;

    assertThat(HealthState.of(parts).status()).isEqualTo(Status.DEGRADED);
  }

  @Test
  void usage_thatCannotBeWritten_isDegradedAndStillUp() {
    parts.usage = new UsageHealth(Instant.EPOCH, 5, 6, 1, true);

    assertThat(HealthState.of(parts).status()).isEqualTo(Status.DEGRADED);
    assertThat(HealthState.of(parts).isUp()).isTrue();
  }
}
