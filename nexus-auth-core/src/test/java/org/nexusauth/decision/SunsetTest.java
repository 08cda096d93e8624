package org.nexusauth.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.revocation.RotationNotice;

final class SunsetTest {
  private static final Instant STARTED = Instant.parse("2026-11-30T13:00:00Z");

  @Test
  void rotation_hasBothHeaders() {
    Sunset sunset =
        Sunset.of(Instant.parse("2026-12-01T13:00:00.999Z"), RotationNotice.of(STARTED).reason());

    assertThat(sunset.rotation()).isEqualTo(new RotationNotice(STARTED));
    assertThat(sunset.headers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("Sunset", "Tue, 01 Dec 2026 13:00:00 GMT", "Deprecation", "@1796043600"));
  }

  @Test
  void otherReason_hasASunsetAlone() {
    assertThat(Sunset.of(STARTED, "contract ends").headers())
        .containsExactlyInAnyOrderEntriesOf(Map.of("Sunset", "Mon, 30 Nov 2026 13:00:00 GMT"));
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-01T00:00:00Z,'Fri, 01 Jan 2027 00:00:00 GMT'",
    "2028-02-29T23:59:59Z,'Tue, 29 Feb 2028 23:59:59 GMT'",
    "9999-12-31T23:59:59.9Z,'Fri, 31 Dec 9999 23:59:59 GMT'"
  })
  void end_isAnHttpDate(Instant end, String date) {
    assertThat(Sunset.of(end, "because").headers()).containsEntry("Sunset", date);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+10000-01-01T00:00:00Z", "1969-12-31T23:59:59Z"})
  void end_thatNoDateCanSay_hasNoHeader(String end) {
    assertThat(Sunset.of(Instant.parse(end), RotationNotice.of(STARTED).reason()).headers())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-key", "Authorization"})
  void revokedKey_thatWasReplaced_getsAHintThatNamesTheRotation(String header) {
    AnswerRenderer renderer =
        new AnswerRenderer(
            "nexus", new TokenSettings(header, null, TokenSettings.STANDARD.maxLength()));
    Denied replaced = Denied.keyRevoked(RotationNotice.of(STARTED).reason());

    assertThat(renderer.renderDenial(replaced).body())
        .isEqualTo(
            "{\"statusCode\":401,\"message\":\"Invalid API key\",\"error\":\"Unauthorized\","
                + "\"code\":\"key_revoked\",\"hint\":\"This key was replaced in a rotation on"
                + " 2026-11-30 and has ended: use the new key.\"}");
    assertThat(renderer.renderDenial(replaced).headers())
        .isEqualTo(renderer.renderDenial(Denied.keyRevoked("leaked")).headers());
    assertThat(renderer.renderDenial(Denied.keyRevoked("leaked")).body())
        .contains("The key was revoked: request a new one.");
  }
}
