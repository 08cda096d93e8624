package org.nexusauth.sample.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import jakarta.json.Json;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.sample.web.JsonBody;

class MessageTextTest {

  private static final String LONGEST = "x".repeat(4000);

  static Stream<Arguments> texts() {
    return Stream.of(
        argumentSet("content", object("content", "Hello"), "Hello"),
        argumentSet("message", object("message", "Hello"), "Hello"),
        argumentSet("the longest", object("content", LONGEST), LONGEST),
        argumentSet("4000 emojis", object("content", "😀".repeat(4000)), "😀".repeat(4000)),
        argumentSet("blanks around it", object("content", " a "), " a "));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void text_underEitherName_isTakenAsItIs(JsonBody body, String expected) {
    assertThat(MessageText.requireText(body)).isEqualTo(expected);
  }

  @Test
  void text_underBothNames_isContent() {
    JsonBody both =
        new JsonBody(Json.createObjectBuilder().add("message", "m").add("content", "c").build());
    assertThat(MessageText.requireText(both)).isEqualTo("c");
  }

  @ParameterizedTest
  @MethodSource("bodies_without_text")
  void text_missingOrBlank_isRequired(JsonBody body) {
    assertThatThrownBy(() -> MessageText.requireText(body)).hasMessage("Content is required");
  }

  static Stream<JsonBody> bodies_without_text() {
    return Stream.of(object("other", "x"), object("content", ""), object("message", " \n"));
  }

  @ParameterizedTest
  @MethodSource("bodies_without_text")
  void text_missingOrBlankWhereItIsOptional_isNone(JsonBody body) {
    assertThat(MessageText.findText(body)).isEmpty();
  }

  @Test
  void text_over4000Characters_is413() {
    assertThatThrownBy(() -> MessageText.requireText(object("content", LONGEST + "x")))
        .hasMessage("Message exceeds maximum length of 4000 characters")
        .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(413));
  }

  @Test
  void text_over4000CharactersWhereItIsOptional_isRefusedAsWell() {
    assertThatThrownBy(() -> MessageText.findText(object("message", LONGEST + "x")))
        .hasMessage("Message exceeds maximum length of 4000 characters");
  }

  private static JsonBody object(String name, String value) {
    return new JsonBody(Json.createObjectBuilder().add(name, value).build());
  }
}
