package org.nexusauth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.config.LimitSettings.Mode;
import org.nexusauth.config.LimitSettings.OnUnavailable;
import org.nexusauth.limit.plan.LimitPlan;

/** The settings of limits: what they are by default, and what is said of wrong ones. */
final class LimitSettingsTest {

  private static LimitSettings read(String... namesAndValues) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("nexus.auth.verify.keys", "{}");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put("nexus.auth.limit." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return GateSettings.from(Configuration.of(PropertySource.of("test", values))).limits();
  }

  @Test
  void limits_areOffByDefaultAndThoseOfTheContract() {
    assertThat(read())
        .isEqualTo(
            new LimitSettings(
                Mode.OFF,
                LimitPlan.parse("default", "60/minute,1000/hour"),
                Map.of(),
                "local",
                false,
                OnUnavailable.LOCAL,
                true));
  }

  @Test
  void settings_areReadInEachForm() {
    LimitSettings limits =
        read(
            "mode", "enforce",
            "default", "unlimited",
            "plans", " small=10/minute+100/hour , free=unlimited,tiny=1/PT10S",
            "store", "redis",
            "share", "exact",
            "on.unavailable", "full",
            "draft.headers", "false");

    assertThat(limits.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(limits.standard()).hasToString("default=unlimited");
    assertThat(limits.plans().values().stream().map(LimitPlan::toString))
        .containsExactly("small=10/minute,100/hour", "free=unlimited", "tiny=1/PT10S");
    assertThat(limits.plans()).containsOnlyKeys("small", "free", "tiny").isUnmodifiable();
    assertThat(limits.store()).isEqualTo("redis");
    assertThat(limits.exact()).isTrue();
    assertThat(limits.onUnavailable()).isEqualTo(OnUnavailable.FULL);
    assertThat(limits.draftHeaders()).isFalse();
    assertThat(read("mode", "observe", "on.unavailable", "deny").onUnavailable())
        .isEqualTo(OnUnavailable.DENY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 | \"10\" is no limit; expected a number, a slash and second, minute, hour, day or an"
            + " ISO-8601 duration of whole seconds, for example 60/minute; or \"unlimited\" alone",
        "0/minute | a quota must be from 1 to 1000000000, and is 0",
        "6/minute,7/minute | two limits have the same window, minute; keep one of them"
      })
  void defaultPlan_thatIsWrong_stopsTheStart(String value, String problem) {
    assertThatThrownBy(() -> read("default", value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("NEXUS-1010 nexus.auth.limit.default=%s (test): %s", value, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "small | \"small\" is no plan; expected a list such as"
            + " development=10/minute+100/hour,production=600/minute",
        "small=10/minute,100/hour | \"100/hour\" is no plan; expected a list such as"
            + " development=10/minute+100/hour,production=600/minute",
        "=10/minute | \"=10/minute\" is no plan; expected a list such as"
            + " development=10/minute+100/hour,production=600/minute",
        "a=1/day, | \"\" is no plan; expected a list such as"
            + " development=10/minute+100/hour,production=600/minute",
        "Small=1/day | \"Small\" is no name of a plan; expected up to 64 small letters, digits,"
            + " '.', '_' and '-', a letter or digit at both ends",
        "default=1/day | the plan \"default\" is set by nexus.auth.limit.default",
        "a=1/day,b=2/day,a=3/day | the plan \"a\" is set twice",
        "a=1/day+2/day | two limits have the same window, day; keep one of them"
      })
  void namedPlans_thatAreWrong_stopTheStart(String value, String problem) {
    assertThatThrownBy(() -> read("plans", value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("NEXUS-1010 nexus.auth.limit.plans=%s (test): %s", value, problem);
  }
}
