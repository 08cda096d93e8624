package org.nexusauth.revocation.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

final class RevocationNormalizerTest {
  private static final Subject SUBJECT = Subject.agent("agt_1");
  private static final String FIRST = "-4712-01-01T00:00:00Z";
  private static final String LAST = "+294247-01-01T00:00:00Z";

  private static Revocation stored(Instant from, Instant issuedBefore, Instant until) {
    return RevocationNormalizer.roundRevocation(
        new Revocation(SUBJECT, from, issuedBefore, until, "leaked"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-01T10:00:00.000001Z, 2026-05-01T10:00:00.000001Z, 2026-05-01T10:00:00.000001Z",
    "2026-05-01T10:00:00.000001001Z, 2026-05-01T10:00:00.000001Z, 2026-05-01T10:00:00.000002Z",
    "2026-05-01T10:00:00.999999999Z, 2026-05-01T10:00:00.999999Z, 2026-05-01T10:00:01Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z, 1970-01-01T00:00:00Z",
  })
  void revocationIsInForceNoLater_meetsNoFewerKeysIsKeptNoShorter(
      Instant given, Instant down, Instant up) {
    Revocation stored = stored(given, given, given);

    assertThat(stored).isEqualTo(new Revocation(SUBJECT, down, up, up, "leaked"));
    assertThat(RevocationNormalizer.roundInstant(given)).isEqualTo(down);
  }

  @Test
  void extreme_momentsAreTheLastThatEnginesHold() {
    assertThat(stored(Instant.MIN, Instant.MAX, Instant.MAX))
        .isEqualTo(
            new Revocation(
                SUBJECT, Instant.parse(FIRST), Instant.parse(LAST), Instant.parse(LAST), "leaked"));
    assertThat(stored(Instant.MAX, Instant.MIN, Instant.MIN))
        .isEqualTo(
            new Revocation(
                SUBJECT,
                Instant.parse(LAST),
                Instant.parse(FIRST),
                Instant.parse(FIRST),
                "leaked"));
  }

  @Test
  void missing_momentsStayMissing() {
    Revocation forEver = new Revocation(SUBJECT, Instant.EPOCH, null, null, "leaked");

    assertThat(RevocationNormalizer.roundRevocation(forEver)).isEqualTo(forEver);
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's 100 % \"so\"", "\u00fc\u6f22 \ud83d\ude00", "", "a\nb"})
  void usual_textsStay(String text) {
    assertThat(RevocationNormalizer.cleanText(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\ud83db", "a\ude00b"})
  void nul_andHalvesOfCharactersAreReplaced(String text) {
    assertThat(RevocationNormalizer.cleanText(text)).isEqualTo("a\ufffdb");
  }
}
