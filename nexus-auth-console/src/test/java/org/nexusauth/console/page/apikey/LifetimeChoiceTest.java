package org.nexusauth.console.page.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.console.page.apikey.LifetimeChoice.ChosenEnd.After;
import org.nexusauth.console.page.apikey.LifetimeChoice.ChosenEnd.At;
import org.nexusauth.console.page.apikey.LifetimeChoice.ChosenEnd.OfEnvironment;
import org.nexusauth.console.page.apikey.LifetimeChoice.DaysOption;
import org.nexusauth.management.problem.ManagementException;

class LifetimeChoiceTest {
  private static final Instant LATE = Instant.parse("2026-11-30T23:59:59Z");
  private static final LifetimeChoice CHOICE = new LifetimeChoice(Duration.ofDays(90), LATE);

  @Test
  void options_areNotLongerThanTheLongest() {
    assertThat(CHOICE.daysOptions())
        .containsExactly(
            new DaysOption("PT720H", "30 days", "30 Dec 2026"),
            new DaysOption("PT2160H", "90 days", "28 Feb 2027"));
    assertThat(new LifetimeChoice(Duration.ofDays(90).minusSeconds(1), LATE).daysOptions())
        .hasSize(1);
    assertThat(CHOICE.firstDay()).hasToString("2026-11-30");
    assertThat(CHOICE.lastDay()).hasToString("2027-02-27");
  }

  @Test
  void lastDay_endsAtTheLongestAtTheLatest() {
    Instant midnight = Instant.parse("2026-12-01T00:00:00Z");
    assertThat(new LifetimeChoice(Duration.ofDays(1), midnight).lastDay())
        .hasToString("2026-12-01");
    assertThat(new LifetimeChoice(Duration.ofHours(23), midnight).offersDays()).isFalse();
  }

  @Test
  void date_isTheWholeDayInUtc() {
    assertThat(CHOICE.parse("date", "2026-11-30"))
        .isEqualTo(new At(Instant.parse("2026-12-01T00:00:00Z")));
    assertThat(CHOICE.parse("date", "2027-02-27"))
        .isEqualTo(new At(Instant.parse("2027-02-28T00:00:00Z")));
  }

  @Test
  void choice_isReadAsItStands() {
    assertThat(CHOICE.parse("preset", "")).isEqualTo(new OfEnvironment());
    assertThat(CHOICE.parse("PT720H", "")).isEqualTo(new After(Duration.ofDays(30)));
  }

  static Stream<Arguments> wrongChoices() {
    return Stream.of(
        argumentSet("yesterday", "date", "2026-11-29", "expiresAt"),
        argumentSet("a day too late", "date", "2027-02-28", "expiresAt"),
        argumentSet("no date", "date", "", "expiresAt"),
        argumentSet("no such day", "date", "2026-02-30", "expiresAt"),
        argumentSet("other digits", "date", "٢٠٢٦-١٢-٠١", "expiresAt"),
        argumentSet("a date and another choice", "preset", "2026-12-01", "expiresAt"),
        argumentSet("nothing", "", "", "lifetime"),
        argumentSet("longer than the longest", "PT8760H", "", "lifetime"),
        argumentSet("not offered", "PT48H", "", "lifetime"));
  }

  @ParameterizedTest
  @MethodSource("wrongChoices")
  void wrongChoice_isAnErrorOfItsField(String choice, String date, String field) {
    ManagementException problem =
        catchThrowableOfType(ManagementException.class, () -> CHOICE.parse(choice, date));
    assertThat(problem.fieldErrors()).singleElement().matches(it -> it.field().equals(field));
  }
}
