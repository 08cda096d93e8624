package org.nexusauth.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReasonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "leaked",
        "Schl\u00fcssel verloren",
        "\u6f0f\u6d29",
        "\ud83d\udd11 gone",
        "a.b c-d"
      })
  void line_thatCanBeSeen_isAReason(String text) {
    assertThat(ReasonText.problemWith(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x202A, 0x202E, 0x2066, 0x2069, 0x200B, 0x200C, 0x200D, 0x200E, 0x2060, 0xFEFF, 0xAD, 0x61C,
        0x34F, 0x115F, 0x3164, 0x2800, 0xFE0F, 0x180E, 0xE0041, 0xE0100, 0xD83D
      })
  void character_thatIsNotSeen_isRefusedByItsNameAndNotRepeated(int point) {
    String text = "leaked " + Character.toString(point) + "x";

    assertThat(ReasonText.problemWith(text))
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .contains(String.format(Locale.ROOT, "U+%04X", point))
                    .matches("[ -~]+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0085b", "a\u2028b", "a\tb"})
  void secondLine_isRefused(String text) {
    assertThat(ReasonText.problemWith(text)).hasValue("reason must be one line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJhbGciOiJSUzI1NiJ9",
        "was Tm90QVJlYWxTaWduYXR1cmUtMTIzNDU2Nzg5MA in a chat",
        "abcdefgh.ijklmnop.qrstuvwx"
      })
  void part_ofAKey_isRefusedAndNotRepeated(String text) {
    assertThat(ReasonText.problemWith(text))
        .hasValue("reason must have no key in it: it is stored as it stands");
  }
}
