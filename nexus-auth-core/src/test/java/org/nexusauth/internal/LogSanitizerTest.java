package org.nexusauth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A02: texts of others on one line of a log. */
class LogSanitizerTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "plain text", "\u00e9\u00df\u4e2d", "a\"b\\c'd", "{}[]<>|"})
  void ofPlainText_isTheText(String text) {
    assertThat(LogSanitizer.sanitize(text)).isEqualTo(text);
    assertThat(LogSanitizer.escape(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10, \\u000a",
    "13, \\u000d",
    "9, \\u0009",
    "0, \\u0000",
    "27, \\u001b",
    "127, \\u007f",
    "133, \\u0085",
    "155, \\u009b",
    "8232, \\u2028",
    "8233, \\u2029",
    "8238, \\u202e",
    "8203, \\u200b",
    "65279, \\ufeff",
    "173, \\u00ad",
    "55357, \\ud83d",
    "8294, \\u2066",
    "8204, \\u200c",
    "1564, \\u061c",
    "847, \\u034f",
    "12644, \\u3164",
    "10240, \\u2800",
    "65039, \\ufe0f",
    "6155, \\u180b"
  })
  void ofWhatCouldBreak_orTurnALine_isEscaped(int character, String escaped) {
    String text = "a" + (char) character + "b";

    assertThat(LogSanitizer.sanitize(text)).isEqualTo("a" + escaped + "b");
    assertThat(LogSanitizer.escape(text)).isEqualTo("a" + escaped + "b");
  }

  @Test
  void ofLongText_isCutAndSaysHowLongItWas() {
    assertThat(LogSanitizer.sanitize("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(LogSanitizer.sanitize("x".repeat(201))).isEqualTo("x".repeat(200) + "… (201)");
    assertThat(LogSanitizer.sanitize("\n".repeat(10_000))).hasSizeLessThan(1_300);
  }

  @Test
  void wholeLongText_isNotCut() {
    assertThat(LogSanitizer.escape("x".repeat(5_000))).hasSize(5_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1.0.0", "int_abc123", "/api/x", "::1", "a:b@c/d~e+f", "{}"})
  void value_thatIsAPlainWord_isItself(String text) {
    assertThat(LogSanitizer.fieldValue(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "evil integration=int_admin status=200 | \"evil integration=int_admin status=200\"",
        "a=b | \"a=b\"",
        "a\"b | \"a\\\"b\"",
        "a\\ | \"a\\\\\"",
        "a,b | \"a,b\"",
        "a;b | \"a;b\"",
        "a'b | \"a'b\"",
        "- | \"-\"",
        "`` | \"\"",
        "\u00e4 | \"\u00e4\"",
        "a\u202eb | \"a\\u202eb\""
      })
  void value_thatIsNone_isQuoted(String text, String expected) {
    assertThat(LogSanitizer.fieldValue(text)).isEqualTo(expected);
  }

  @Test
  void value_ofNothing_isAHyphenAndALongOneIsCut() {
    assertThat(LogSanitizer.fieldValue(null)).isEqualTo("-");
    assertThat(LogSanitizer.fieldValue("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(LogSanitizer.fieldValue("x".repeat(201)))
        .isEqualTo('"' + "x".repeat(200) + "\u2026 (201)\"");
  }
}
