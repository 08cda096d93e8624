package org.nexusauth.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.json.StrictJson.MalformedException;

/** What is not one well-formed JSON object, in the manner of the known parser test suites. */
class StrictJsonRejectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "[1]",
        "\"x\"",
        "null",
        "true",
        "1",
        "nul",
        "x",
        "{",
        "}",
        "{{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{,\"a\":1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\" 1}",
        "{\"a\"::1}",
        "{\"a\",1}",
        "{\"a\":}",
        "{\"a\":1,,\"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":'b'}",
        "{1:1}",
        "{null:1}",
        "{\"a\":b}",
        "{\"a\":True}",
        "{\"a\":TRUE}",
        "{\"a\":undefined}",
        "{\"a\":nul}",
        "{\"a\":truee}",
        "{\"a\":NULL}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1 2]}",
        "{\"a\":[1}",
        "{\"a\":[1}]",
        "{\"a\":{]}",
        "{\"a\":1}{}",
        "{}{}",
        "{} {}",
        "{}[]",
        "{}1",
        "{}null",
        "{}x",
        "{}}",
        "{},",
        "{}\0",
        "{\"a\":1}//c",
        "{}#",
        "{}/**/",
        "/**/{}",
        "//c\n{}",
        "{/*c*/}",
        "{\"a\":1/*c*/}",
        "#c\n{}",
        "{\"a\":\"\\x41\"}",
        "{\"a\":\"\\u00\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\\'\"}",
        "{\"a\":\"\\U0041\"}",
        "{\"a\":\"\\0\"}",
        "{\"a\":\"\\\n\"}",
        "{\"a\":\"\\\"}",
        "{\"a\":\"\\",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\r\"}",
        "{\"a\":\"\0\"}",
        "{\"a\":\"\u001f\"}",
        "{\"a\n\":1}",
        "{\"a\":\"x}",
        "{\"a:1}",
        "{\"a\":\"\"\"}",
        "<{}>",
        "${}",
        "({})",
        "{}\u00a0",
        "\u00a0{}",
        "{\u2028}",
        "{\u000b}",
        "{\f}",
        "{\u0085}",
        "\u2060{}",
        "{\"a\":\uff11}",
        "&{}",
        "{\"a\": *b}",
        "{\"a\":\"b\";}",
        "{\"a\"=1}",
        "{\"a\"=>1}",
        "{}\u001a",
        "{\"a\":@}"
      })
  void objectText_thatIsNoJsonObject_isRefused(String json) {
    assertRefused(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01",
        "-01",
        "00",
        "+1",
        ".5",
        "5.",
        "-.5",
        "1.e1",
        "1e",
        "1e+",
        "1eE2",
        "1E+-2",
        "--1",
        "- 1",
        "-",
        "1-",
        "1_000",
        "1,000.5",
        "0x10",
        "1f",
        "1d",
        "1L",
        "NaN",
        "-NaN",
        "Infinity",
        "-Infinity",
        "INF",
        "1e1.5",
        "1..2",
        "1 000",
        "\u0661",
        "1e309",
        "1e401",
        "1e-401",
        "1e99999999999",
        "1e-99999999999",
        "0e999999999",
        "1e2147483647",
        "-1e-2147483648"
      })
  void objectNumber_ofAnotherFormOrSize_isRefused(String number) {
    assertRefused(("{\"exp\":" + number + "}").getBytes(UTF_8));
    assertRefused(("{\"exp\":[" + number + "]}").getBytes(UTF_8));
  }

  static Stream<Arguments> longNumbers() {
    return Stream.of(
        argumentSet("129 digits", "1".repeat(129)),
        argumentSet("C07 a million digits", "1".repeat(1_000_000)),
        argumentSet("8 kB fraction", "0." + "1".repeat(8_000)),
        argumentSet("long exponent", "1e" + "0".repeat(130) + "1"));
  }

  @ParameterizedTest
  @MethodSource("longNumbers")
  void objectLongNumber_isRefused(String number) {
    assertRefused(("{\"exp\":" + number + "}").getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":1,\"\\u0061\":1}",
        "{\"\\u0061\":1,\"\\u0061\":1}", "{\"\":1,\"\":1}", "{\"b\":{\"a\":1,\"a\":1}}",
        "{\"b\":[{\"a\":1,\"a\":1}]}", "{\"a\":null,\"a\":1}", "{\"a\":1,\"a\":null}",
        "{\"\\ud83d\\ude00\":1,\"\ud83d\ude00\":1}"
      })
  void objectDuplicateMember_isRefused(String json) {
    assertRefused(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud83d",
        "\\ude00",
        "\\ude00\\ud83d",
        "\\ud83dx",
        "x\\ude00",
        "\\ud83d\\ud83d\\ude00",
        "\\uDFFF",
        "\\uD800\\u0041"
      })
  void objectEscapedLoneSurrogate_isRefused(String text) {
    assertRefused(("{\"a\":\"" + text + "\"}").getBytes(UTF_8));
    assertRefused(("{\"" + text + "\":1}").getBytes(UTF_8));
    assertRefused(("{\"a\":[\"" + text + "\"]}").getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c0af",
        "c080",
        "e08080",
        "f0808080",
        "c1bf", // overlong
        "eda0bd",
        "edb880",
        "eda0bdedb880", // surrogates, alone and as CESU-8
        "80",
        "bf",
        "ff",
        "fe",
        "f8888080",
        "fc8480",
        "f4908080",
        "f5808080", // never UTF-8
        "c3",
        "e282",
        "f09f98",
        "e228a1",
        "c328",
        "f0288cbc" // cut off or broken
      })
  void objectBytes_thatAreNoUtf8_areRefused(String hex) {
    String before = HexFormat.of().formatHex("{\"a\":\"".getBytes(UTF_8));
    String after = HexFormat.of().formatHex("\"}".getBytes(UTF_8));

    assertRefused(HexFormat.of().parseHex(before + hex + after));
  }

  static Stream<Arguments> encodings() {
    return Stream.of(
        argumentSet("UTF-16 big endian", UTF_16BE, ""),
        argumentSet("UTF-16 little endian", UTF_16LE, ""),
        argumentSet("UTF-16 big endian, BOM", UTF_16BE, "\ufeff"),
        argumentSet("UTF-16 little endian, BOM", UTF_16LE, "\ufeff"),
        argumentSet("UTF-32 big endian", Charset.forName("UTF-32BE"), ""),
        argumentSet("UTF-32 little endian", Charset.forName("UTF-32LE"), "\ufeff"),
        argumentSet("UTF-8 with BOM", UTF_8, "\ufeff"),
        argumentSet("UTF-8 with two BOMs", UTF_8, "\ufeff\ufeff"));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void objectOtherEncoding_orByteOrderMark_isRefused(Charset charset, String before) {
    assertRefused((before + "{\"a\":1}").getBytes(charset));
  }

  static Stream<Arguments> floods() {
    return Stream.of(
        argumentSet("C22 a million arrays", "{\"a\":" + "[".repeat(1_000_000)),
        argumentSet("S40 6,000 objects", "{\"a\":".repeat(6_000)),
        argumentSet("S40 100,000 members", members(100_000)),
        argumentSet("100,000 elements", "{\"a\":[" + "1,".repeat(100_000) + "1]}"),
        argumentSet("empty objects", "{\"a\":[" + "{},".repeat(100_000) + "{}]}"));
  }

  @ParameterizedTest
  @MethodSource("floods")
  void objectFlood_isRefused(String json) {
    assertRefused(json.getBytes(UTF_8));
  }

  private static String members(int count) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      json.append('"').append(i).append("\":1,");
    }
    return json.append("\"x\":1}").toString();
  }

  private static void assertRefused(byte[] json) {
    assertThatThrownBy(() -> StrictJson.readObject(json))
        .isInstanceOf(MalformedException.class)
        .hasNoCause()
        .hasMessageMatching("[a-zA-Z0-9 ,;-]{5,80}");
  }
}
