package org.nexusauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.testkit.TestKeys;

/** Headers that trace a request: up to 128 printable ASCII characters, else left out. */
class RequestIdHeadersTest {

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0.0", "a b", "!~", "{\"x\":1}", "<script>", "id,id"})
  void text_thatIsFit_isTaken(String sent) {
    assertThat(RequestIdHeaders.requestId(sent)).isEqualTo(sent);
    assertThat(RequestIdHeaders.clientVersion(sent)).isEqualTo(sent);
  }

  @Test
  void text_of128Characters_isTakenAndOf129LeftOut() {
    assertThat(RequestIdHeaders.requestId("x".repeat(128))).hasSize(128);
    assertThat(RequestIdHeaders.requestId("x".repeat(129))).hasSize(36);
    assertThat(RequestIdHeaders.clientVersion("x".repeat(129))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\tb", "a\r\nX-Evil: 1", "\u0000", "\u007f", "\u00e9", "\ud83d\ude00"})
  void text_thatIsNotFit_isReplacedOrLeftOut(String sent) {
    assertThat(RequestIdHeaders.requestId(sent)).matches("[0-9a-f-]{36}");
    assertThat(RequestIdHeaders.clientVersion(sent)).isNull();
  }

  @Test
  void requestIds_thatAreMade_differ() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      made.add(RequestIdHeaders.requestId((String) null));
    }

    assertThat(made).hasSize(1000);
  }

  @Test
  void part_ofTheRequestsOwnKey_isNotTakenOver() {
    String key = TestKeys.create().key().text();
    for (int start = 0; start + 16 <= key.length(); start++) {
      String part = "id " + key.substring(start, start + 16);

      assertThat(RequestIdHeaders.requestId(part, () -> List.of("other", key)))
          .matches("[0-9a-f-]{36}");
      assertThat(RequestIdHeaders.clientVersion(part, () -> List.of(key))).isNull();
    }
    assertThat(RequestIdHeaders.requestId("trace-1", () -> List.of(key))).isEqualTo("trace-1");
    assertThat(RequestIdHeaders.clientVersion("1.0.0", () -> List.of(key))).isEqualTo("1.0.0");
  }

  @Test
  void start_ofAnyKey_isNotTakenOver() {
    String start = TestKeys.create().key().text().substring(0, 20);

    assertThat(RequestIdHeaders.requestId(start)).matches("[0-9a-f-]{36}");
    assertThat(RequestIdHeaders.clientVersion("1.0 " + start)).isNull();
  }
}
