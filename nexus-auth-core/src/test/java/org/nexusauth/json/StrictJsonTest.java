package org.nexusauth.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.json.StrictJson.MalformedException;

/** What is taken, and as what; what is refused has tests of its own. */
class StrictJsonTest {

  static Stream<Arguments> values() {
    return Stream.of(
        argumentSet("string", "\"x\"", "x"),
        argumentSet("empty string", "\"\"", ""),
        argumentSet("all escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"),
        argumentSet("escaped letter", "\"\\u0041\\u00e9\"", "A\u00e9"),
        argumentSet("escape in capitals", "\"\\u00C9\"", "\u00c9"),
        argumentSet("escaped pair", "\"\\ud83d\\ude00\"", "\ud83d\ude00"),
        argumentSet("raw pair", "\"\ud83d\ude00\"", "\ud83d\ude00"),
        argumentSet("escaped NUL", "\"\\u0000\"", "\0"),
        argumentSet("raw DEL", "\"\u007f\"", "\u007f"),
        argumentSet("raw line separator", "\"\u2028\"", "\u2028"),
        argumentSet("noncharacter", "\"\uffff\"", "\uffff"),
        argumentSet("BOM inside", "\"\ufeff\"", "\ufeff"),
        argumentSet("true", "true", true),
        argumentSet("false", "false", false),
        argumentSet("null", "null", JsonNull.NULL),
        argumentSet("zero", "0", 0L),
        argumentSet("minus zero", "-0", 0L),
        argumentSet("number", "1735689600", 1735689600L),
        argumentSet("18 digits", "999999999999999999", 999999999999999999L),
        argumentSet("19 digits", "9223372036854775807", new BigDecimal("9223372036854775807")),
        argumentSet("2 to 63", "9223372036854775808", new BigDecimal("9223372036854775808")),
        argumentSet("fraction", "1.50", new BigDecimal("1.50")),
        argumentSet("exponent", "1.7e9", new BigDecimal("1.7e9")),
        argumentSet("exponent of nothing", "1E0", 1L),
        argumentSet("exponent of nothing, 18 long", "1234567890123456e0", 1234567890123456L),
        argumentSet(
            "exponent of nothing, 19 long",
            "12345678901234567e0",
            new BigDecimal("12345678901234567")),
        argumentSet("exponent that takes the point away", "1.5e1", new BigDecimal("15")),
        argumentSet("capital exponent", "17E+8", new BigDecimal("17E+8")),
        argumentSet("negative exponent", "1e-3", new BigDecimal("1e-3")),
        argumentSet("128 digits", "1".repeat(128), new BigDecimal("1".repeat(128))),
        argumentSet(
            "the largest double",
            "1.7976931348623157e308",
            new BigDecimal("1.7976931348623157e308")),
        argumentSet("array", "[1, \"a\", [], {}]", List.of(1L, "a", List.of(), Map.of())),
        argumentSet("object", "{\"a\": {\"b\": null}}", Map.of("a", Map.of("b", JsonNull.NULL))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void objectValue_isReadAsItsType(String json, Object expected) throws MalformedException {
    assertThat(StrictJson.readObject(("{\"v\":" + json + "}").getBytes(UTF_8)))
        .containsEntry("v", expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " {}", "{} ", "\t\r\n{ }\n", "{\"\":1}", "{\"a\":1,\"A\":2}"})
  void objectInsignificantBlanks_andOdd_namesAreTaken(String json) throws MalformedException {
    assertThat(StrictJson.readObject(json.getBytes(UTF_8))).isNotNull();
  }

  @Test
  void objectMembers_keepTheirOrder() throws MalformedException {
    assertThat(StrictJson.readObject("{\"z\":1,\"a\":2,\"m\":3}".getBytes(UTF_8)).keySet())
        .containsExactly("z", "a", "m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alg",
        "kid",
        "typ",
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "jti",
        "plan",
        "integrationId",
        "organizationId",
        "agentId",
        "permissions"
      })
  void objectName_thatNearlyEveryKeyHas_isCreatedOnce(String name) throws MalformedException {
    byte[] json = ("{\"" + name + "\":1,\"" + name + "s\":2}").getBytes(UTF_8);
    List<String> names = List.copyOf(StrictJson.readObject(json).keySet());

    assertThat(names).containsExactly(name, name + "s");
    assertThat(names.get(0)).isSameAs(StrictJson.readObject(json).keySet().iterator().next());
  }

  @Test
  void objectSameName_inDifferentObjects_isNoDuplicate() throws MalformedException {
    assertThat(StrictJson.readObject("{\"a\":{\"a\":1},\"b\":{\"a\":2}}".getBytes(UTF_8)))
        .hasSize(2);
  }

  @Test
  void objectResult_isUnmodifiableThroughout() throws MalformedException {
    Map<String, Object> read = StrictJson.readObject("{\"a\":[1],\"b\":{\"c\":1}}".getBytes(UTF_8));

    assertThat(read).isUnmodifiable();
    assertThat((List<?>) read.get("a")).isUnmodifiable();
    assertThat((Map<?, ?>) read.get("b")).isUnmodifiable();
  }

  @Test
  void objectDepth_atTheLimit_isTakenAndAboveItRefused() throws MalformedException {
    assertThat(StrictJson.readObject(nested(19))).hasSize(1);
    assertThatThrownBy(() -> StrictJson.readObject(nested(20)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void objectValues_atTheLimit_areTakenAndAboveItRefused() throws MalformedException {
    assertThat(StrictJson.readObject(list(511))).hasSize(1);
    assertThatThrownBy(() -> StrictJson.readObject(list(512)))
        .isInstanceOf(MalformedException.class)
        .hasMessage("has more than 512 values");
    assertThat(StrictJson.readKeySet(list(512))).hasSize(1);
  }

  @Test
  void object_behindAByteOrderMark_isToldSo() {
    assertThatThrownBy(() -> StrictJson.readObject("\ufeff{}".getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessage("starts with a byte order mark");
  }

  /** An object with one list of so many values: one value more than they. */
  private static byte[] list(int values) {
    return ("{\"a\":[1" + ",1".repeat(values - 1) + "]}").getBytes(UTF_8);
  }

  /** An object around so many arrays. */
  private static byte[] nested(int arrays) {
    return ("{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}").getBytes(UTF_8);
  }
}
