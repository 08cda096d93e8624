package org.nexusauth.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.benchmarks.server.EndToEnd;
import org.nexusauth.benchmarks.server.Guard;

/** Each server starts, lets a good key in and, where it guards, no forged one. */
final class EndToEndTest {

  @ParameterizedTest
  @EnumSource(Guard.class)
  void server_isMeasuredOnce(Guard guard) {
    assertThatCode(() -> EndToEnd.main(new String[] {"--once", guard.name()}))
        .doesNotThrowAnyException();
  }
}
