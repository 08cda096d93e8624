package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void greeting_hasTheLineToTry() {
    assertThat(greeting(key(Duration.ofDays(30), false)).lines())
        .containsSequence(
            "Nexus sample API on http://127.0.0.1:8080          (Payara Micro, up after 6 s)",
            "A key that may read and write, valid for 30 days:",
            "  curl -i http://127.0.0.1:8080/api/public/v1/me -H 'api-key: eyJ.a.b'",
            "Console: http://127.0.0.1:8080/console  (sign in once with"
                + " http://127.0.0.1:8080/console/sign-in?token=t0k-en)");
  }

  @Test
  void greeting_saysWhereRevocationsAre() {
    assertThat(greeting(key(Duration.ofDays(30), false)).lines())
        .containsSequence(
            "All keys are in d:",
            "  read-write.key         read and write",
            "  revocations.mv.db      which keys were revoked");
  }

  @Test
  void key_issuedAnew_isSaid() {
    assertThat(greeting(key(Duration.ofDays(30), true))).contains("(replaced: ");
    assertThat(greeting(key(Duration.ofDays(30), false))).doesNotContain("(replaced: ");
  }

  @ParameterizedTest
  @CsvSource({
    "P30D,30 days",
    "P29DT23H,30 days",
    "P2D,2 days",
    "P1D,less than two days",
    "PT1H,less than two days"
  })
  void key_thatEnds_isGoodForSoLong(Duration left, String words) {
    assertThat(greeting(key(left, false))).contains("valid for " + words + ":");
  }

  private static String greeting(DemoKey key) {
    return new Greeting(
            Duration.ofMillis(6400),
            new DataFolder(Path.of("d")),
            Greeting.fileLine(RevocationFile.FILE, "which keys were revoked"),
            Greeting.consoleLine("http://127.0.0.1:8080", "/console/sign-in?token=t0k-en"),
            NOW)
        .forOneNode("http://127.0.0.1:8080", List.of(key));
  }

  private static DemoKey key(Duration left, boolean renewed) {
    return new DemoKey(DemoKey.Kind.READ_WRITE, "eyJ.a.b", NOW.plus(left), renewed);
  }
}
