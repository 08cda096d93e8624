package org.nexusauth.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that trace a request: up to 128 printable ASCII characters, else left out. */
class TracingTest {

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0.0", "a b", "!~", "{\"x\":1}", "<script>", "id,id"})
  void text_that_is_fit_is_taken(String sent) {
    assertThat(Tracing.requestId(sent)).isEqualTo(sent);
    assertThat(Tracing.clientVersion(sent)).isEqualTo(sent);
  }

  @Test
  void text_of_128_characters_is_taken_and_of_129_left_out() {
    assertThat(Tracing.requestId("x".repeat(128))).hasSize(128);
    assertThat(Tracing.requestId("x".repeat(129))).hasSize(36);
    assertThat(Tracing.clientVersion("x".repeat(129))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\tb", "a\r\nX-Evil: 1", "\u0000", "\u007f", "\u00e9", "\ud83d\ude00"})
  void text_that_is_not_fit_is_replaced_or_left_out(String sent) {
    assertThat(Tracing.requestId(sent)).matches("[0-9a-f-]{36}");
    assertThat(Tracing.clientVersion(sent)).isNull();
  }

  @Test
  void request_ids_that_are_made_differ() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      made.add(Tracing.requestId((String) null));
    }

    assertThat(made).hasSize(1000);
  }
}
