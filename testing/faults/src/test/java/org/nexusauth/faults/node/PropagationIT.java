package org.nexusauth.faults.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.faults.engine.Engine;
import org.nexusauth.faults.engine.Engines;

/** R02: how long a key that was revoked at one of three processes still passes at the others. */
final class PropagationIT {
  @TempDir Path folder;

  static Stream<Engines> engines() {
    return Stream.of(Engines.values());
  }

  @Test
  @Timeout(180)
  void revoked_key_isSoonRefusedEverywhere() throws Exception {
    assertThat(measure(Engines.POSTGRESQL, 10).max()).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @MethodSource("engines")
  @Tag("deep")
  @Timeout(900)
  void thousandRevoked_keysAreRefusedEverywhereWithinASecond(Engines kind) throws Exception {
    Propagation measured = measure(kind, 1_000);

    assertThat(measured.max()).isLessThan(Duration.ofSeconds(1));
    assertThat(measured.at(0.99)).isLessThan(Duration.ofMillis(150));
  }

  private Propagation measure(Engines kind, int revocations) throws Exception {
    try (Engine engine = kind.start(folder);
        Cluster cluster = Cluster.start(3, engine.create(), folder)) {
      return cluster.revoke(revocations);
    }
  }
}
