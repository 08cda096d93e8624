package org.nexusauth.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {

  @ParameterizedTest
  @CsvSource({"GET,GET", "PROPFIND,PROPFIND", "AAAAAAAAAAAAAAAAA,…"})
  void method_thatIsShort_isKept(String method, String expected) {
    assertThat(LogText.shortenMethod(method)).isEqualTo(expected);
  }

  @Test
  void path_ofTheApi_isKept() {
    String path = "/api/public/thread/550e8400-e29b-41d4-a716-446655440000/messages";
    assertThat(LogText.shortenPath(path)).isEqualTo(path);
  }

  @Test
  void path_withAKeyInIt_losesTheKey() {
    assertThat(LogText.shortenPath("/api/" + "eyJhbGciOi".repeat(30) + "/x")).isEqualTo("/api/…/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a\r\nb", "/\u001b[31m", "/é", "/\u2028", "/a b"})
  void path_withUnprintableCharacters_losesThem(String path) {
    assertThat(LogText.shortenPath(path)).isEqualTo("/…");
  }
}
