package org.nexusauth.limit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a plan is written, and what is wrong with one. */
final class LimitPlanTest {
  @ParameterizedTest
  @ValueSource(strings = {"60/minute,1000/hour", "1000/hour+60/minute", " 1000/PT1H , 60/PT60S "})
  void plan_isItsPoliciesTheShortestWindowFirst(String text) {
    LimitPlan plan = LimitPlan.parse("default", text);

    assertThat(plan.policies())
        .containsExactly(LimitPolicy.parse("60/minute"), LimitPolicy.parse("1000/hour"))
        .isUnmodifiable();
    assertThat(plan).hasToString("default=60/minute,1000/hour");
    assertThat(plan.policyHeader()).isEqualTo("\"minute\";q=60;w=60, \"hour\";q=1000;w=3600");
  }

  @Test
  void unlimited_isAPlanWithoutPolicies() {
    LimitPlan plan = LimitPlan.parse("free", " unlimited ");

    assertThat(plan.policies()).isEmpty();
    assertThat(plan).hasToString("free=unlimited").isEqualTo(new LimitPlan("free", List.of()));
  }

  @Test
  void plans_areComparedByNameAndPolicies() {
    LimitPlan plan = LimitPlan.parse("a", "60/minute");

    assertThat(plan).isEqualTo(LimitPlan.parse("a", "60/PT60S"));
    assertThat(plan).hasSameHashCodeAs(LimitPlan.parse("a", "60/PT60S"));
    assertThat(plan)
        .isNotEqualTo(LimitPlan.parse("b", "60/minute"))
        .isNotEqualTo(LimitPlan.parse("a", "61/minute"))
        .isNotEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60/minute,10/minute | two limits have the same window, minute; keep one of them",
        "60/minute,10/PT60S | two limits have the same window, minute; keep one of them",
        "1/second,1/minute,1/hour,1/day,1/P7D | a plan has at most 4 limits, and this one has 5",
        "60/minute, | \"\" is no limit; expected a number",
        "60/minute,unlimited | \"unlimited\" is no limit; expected a number",
        "'' | \"\" is no limit; expected a number"
      })
  void plan_thatIsWrong_saysWhy(String policies, String message) {
    assertThatThrownBy(() -> LimitPlan.parse("default", policies))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void unlimited_asAName_hasNoLimits() {
    assertThat(LimitPlan.parse("unlimited", "unlimited").policies()).isEmpty();
    assertThatThrownBy(() -> LimitPlan.parse("unlimited", "60/minute"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a plan of the name \"unlimited\" has no limits; choose another name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "-a", "a-", ".", "a=b", "a,b", "\u00e9", "a\n"})
  void name_ofAnotherForm_saysWhatIsExpected(String name) {
    assertThatThrownBy(() -> LimitPlan.parse(name, "60/minute"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\""
                + name
                + "\" is no name of a plan; expected up to 64 small letters, digits, '.', '_' and"
                + " '-', a letter or digit at both ends");
  }

  @Test
  void name_hasUpTo64Characters() {
    assertThat(LimitPlan.parse("a".repeat(64), "unlimited").name()).hasSize(64);
    assertThatThrownBy(() -> LimitPlan.parse("a".repeat(65), "unlimited"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
