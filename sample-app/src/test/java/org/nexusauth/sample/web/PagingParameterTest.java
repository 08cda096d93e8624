package org.nexusauth.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingParameterTest {

  @ParameterizedTest
  @CsvSource({"1,1", "20,20", "100,100", "007,7"})
  void limit_withinBounds_isTaken(String text, int expected) {
    assertThat(PagingParameter.parseLimit(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "101", "-1", "+5", "1.5", "1e1", "", " 5", "ten", "99999999999", "٣"})
  void limit_outsideBoundsOrNoNumber_isRefused(String text) {
    assertThatThrownBy(() -> PagingParameter.parseLimit(text))
        .hasMessage("Invalid limit parameter. Must be between 1 and 100");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "999999999,999999999"})
  void page_fromOne_isTaken(String text, int expected) {
    assertThat(PagingParameter.parsePage(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "", "x", "9999999999"})
  void page_belowOneOrNoNumber_isRefused(String text) {
    assertThatThrownBy(() -> PagingParameter.parsePage(text))
        .hasMessage("Invalid page parameter. Must be 1 or more");
  }
}
