package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.json.JsonNull;

/** What a getter gives for a claim that is missing or wrong, and what is remembered of it. */
class ClaimsReaderTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("text of a number", 1L, claims -> claims.readString("c"), "is not a string"),
        wrong("text null", JsonNull.NULL, claims -> claims.readString("c"), "is null"),
        wrong("time null", JsonNull.NULL, claims -> claims.readInstant("c"), "is null"),
        wrong("id of a list", List.of("x"), claims -> claims.readId("c"), "is not a string"),
        wrong("empty id", "", claims -> claims.readId("c"), "has 0 characters instead of 1 to 255"),
        wrong(
            "long id",
            "x".repeat(256),
            claims -> claims.readId("c"),
            "has 256 characters instead of 1 to 255"),
        wrong(
            "id with a control",
            "a\u007f",
            claims -> claims.readId("c"),
            "has a control character"),
        wrong(
            "time of a string",
            "1",
            claims -> claims.readInstant("c"),
            "is not a time: expected a number of seconds since 1970, up to year 9999"));
  }

  private static Arguments wrong(
      String name, Object value, Function<ClaimsReader, Object> getter, String problem) {
    return Arguments.argumentSet(name, value, getter, problem);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void claim_thatIsWrong_isNullAndItsProblemTold(
      Object value, Function<ClaimsReader, Object> getter, String problem) {
    ClaimsReader claims = new ClaimsReader(Map.of("c", value));

    assertThat(getter.apply(claims)).isNull();
    assertThat(claims.problem()).isEqualTo("the claim \"c\" " + problem);
  }

  @Test
  void claims_thatAreMissing_areNullAndNoProblem() {
    ClaimsReader claims = new ClaimsReader(Map.of());

    assertThat(claims.readString("c")).isNull();
    assertThat(claims.readId("c")).isNull();
    assertThat(claims.readInstant("c")).isNull();
    assertThat(claims.readAudience()).isEmpty();
    assertThat(claims.problem()).isNull();
  }

  @Test
  void id_of255Characters_isOne() {
    String id = "x".repeat(255);

    assertThat(new ClaimsReader(Map.of("c", id)).readId("c")).isEqualTo(id);
  }

  @Test
  void problem_isTheFirst() {
    ClaimsReader claims = new ClaimsReader(Map.of("a", 1L, "b", ""));
    claims.readString("a");
    claims.readId("b");

    assertThat(claims.problem()).isEqualTo("the claim \"a\" is not a string");
  }
}
