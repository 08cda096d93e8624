package org.nexusauth.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  static Stream<Arguments> bodies_that_are_not_one_object() {
    return Stream.of(
        argumentSet("nothing", bytes("")),
        argumentSet("blanks", bytes("  ")),
        argumentSet("an array", bytes("[]")),
        argumentSet("a string", bytes("\"x\"")),
        argumentSet("null", bytes("null")),
        argumentSet("cut off", bytes("{\"content\":")),
        argumentSet("two objects", bytes("{}{}")),
        argumentSet("single quotes", bytes("{'content':'x'}")),
        argumentSet("trailing comma", bytes("{\"content\":\"x\",}")),
        argumentSet("UTF-16", "{}".getBytes(StandardCharsets.UTF_16)),
        argumentSet("broken UTF-8", new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}),
        argumentSet("nested too deep", bytes("{\"a\":" + "[".repeat(100_000))));
  }

  @ParameterizedTest
  @MethodSource("bodies_that_are_not_one_object")
  void body_otherThanOneObject_isInvalid(byte[] body) {
    assertThatThrownBy(() -> JsonBody.read(stream(body), "Too long"))
        .hasMessage("Invalid request body")
        .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
  }

  @Test
  void body_leftOutWhereItMayBe_isAnEmptyObject() {
    assertThat(JsonBody.readOptional(stream(new byte[0]), "Too long").json())
        .isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
  }

  @Test
  void body_brokenWhereItMayBeLeftOut_isInvalid() {
    assertThatThrownBy(() -> JsonBody.readOptional(stream(bytes("{")), "Too long"))
        .hasMessage("Invalid request body");
  }

  @Test
  void body_overOneMebibyte_is413() {
    byte[] body = bytes("{\"a\":\"" + "x".repeat(1 << 20) + "\"}");
    assertThatThrownBy(() -> JsonBody.read(stream(body), "Too long"))
        .hasMessage("Too long")
        .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
        .extracting(ApiException::status)
        .isEqualTo(413);
  }

  static Stream<Arguments> bodies_that_are_not_small() {
    return Stream.of(
        argumentSet("another member", "{\"b\":\"x\"}", "There may be a and no other members."),
        argumentSet("twice", "{\"a\":\"x\",\"a\":\"y\"}", "Send each member once."),
        argumentSet("twice, escaped", "{\"a\":\"x\",\"\\u0061\":1}", "Send each member once."));
  }

  @ParameterizedTest
  @MethodSource("bodies_that_are_not_small")
  void smallBody_withOtherMembers_isInvalidAndSaysWhy(String body, String hint) {
    assertThatThrownBy(() -> JsonBody.readSmall(stream(bytes(body)), "a"))
        .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
        .extracting(ApiException::body)
        .isEqualTo(new ErrorBody(400, "Invalid request body", hint));
  }

  @Test
  void smallBody_withTheSameNameInside_isRead() {
    JsonBody body = JsonBody.readSmall(stream(bytes("{\"a\":{\"a\":[{\"a\":1}]}}")), "a");
    assertThat(body.json()).containsOnlyKeys("a");
  }

  @Test
  void smallBody_over16Kibibytes_is413() {
    byte[] body = bytes("{\"a\":\"" + "x".repeat(16 << 10) + "\"}");
    assertThatThrownBy(() -> JsonBody.readSmall(stream(body), "a"))
        .hasMessage("Request body exceeds maximum length of 16 KiB");
  }

  @Test
  void text_ofAString_isItsText() {
    assertThat(body("{\"a\":\"é\"}").text("a")).contains("é");
  }

  @Test
  void text_absentOrNull_isNone() {
    assertThat(body("{\"a\":null}").text("a")).isEmpty();
    assertThat(body("{}").text("a")).isEmpty();
  }

  @Test
  void text_withAnEscapedPairOfSurrogates_isItsText() {
    assertThat(body("{\"a\":\"\\ud83d\\ude00\"}").text("a")).contains("😀");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "x\\udc00", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00"})
  void text_withHalfASurrogatePair_isInvalidAndSaysWhich(String escaped) {
    JsonBody body = body("{\"a\":\"" + escaped + "\"}");
    assertThatThrownBy(() -> body.text("a"))
        .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
        .extracting(ApiException::body)
        .isEqualTo(
            new ErrorBody(
                400, "Invalid request body", "a must not hold half of a surrogate pair."));
  }

  @ParameterizedTest
  @MethodSource("values_that_are_no_text")
  void text_ofAnotherType_isInvalidAndSaysWhich(String value) {
    assertThatThrownBy(() -> body("{\"a\":" + value + "}").text("a"))
        .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
        .extracting(ApiException::body)
        .isEqualTo(new ErrorBody(400, "Invalid request body", "a must be a string."));
  }

  static Stream<String> values_that_are_no_text() {
    return Stream.of("1", "true", "{}", "[\"x\"]");
  }

  private static JsonBody body(String text) {
    return JsonBody.read(stream(bytes(text)), "Too long");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
