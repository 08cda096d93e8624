package org.nexusauth.sample.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.sample.web.JsonBody;

class RatingTest {

  @ParameterizedTest
  @CsvSource({"1,1", "5,5", "3.0,3", "2e0,2"})
  void score_ofOneToFive_isTaken(String score, int expected) {
    assertThat(vote("{\"score\":" + score + "}").score()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "6", "-1", "4.5", "1e400", "\"5\"", "null", "true", "[5]", "5.0000000001"})
  void score_otherThanOneToFive_isRefused(String score) {
    assertThatThrownBy(() -> vote("{\"score\":" + score + "}"))
        .hasMessage("Score must be between 1 and 5");
  }

  @Test
  void score_leftOut_isRefused() {
    assertThatThrownBy(() -> vote("{}")).hasMessage("Score must be between 1 and 5");
  }

  @Test
  void feedback_ofAThousandCharacters_isTaken() {
    String longest = "f".repeat(1000);
    assertThat(vote("{\"score\":1,\"feedback\":\"" + longest + "\"}").feedback())
        .isEqualTo(longest);
  }

  @Test
  void feedback_longerOrNoText_isRefused() {
    assertThatThrownBy(() -> vote("{\"score\":1,\"feedback\":\"" + "f".repeat(1001) + "\"}"))
        .hasMessage("Invalid request body");
    assertThatThrownBy(() -> vote("{\"score\":1,\"feedback\":7}"))
        .hasMessage("Invalid request body");
  }

  private static Rating.Vote vote(String json) {
    return Rating.Vote.from(new JsonBody(Json.createReader(new StringReader(json)).readObject()));
  }
}
