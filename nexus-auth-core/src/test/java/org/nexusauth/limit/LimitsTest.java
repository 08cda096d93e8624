package org.nexusauth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.limit.plan.LimitPlan;

/** What is left, as headers say it. */
final class LimitsTest {
  private static final long NOW = 1_796_043_600;
  private static final LimitPlan PLAN = LimitPlan.parse("default", "60/minute,1000/hour");

  /** For each window what is left, and in how many seconds it ends. */
  private static Limits limits(int exceeded, long... windows) {
    long[] copy = windows.clone();
    for (int i = 1; i < copy.length; i += 2) {
      copy[i] += NOW;
    }
    return new Limits(PLAN, NOW * 1000 + 250, copy, exceeded);
  }

  private static Map<String, String> headers(Limits limits, boolean draft) {
    Map<String, String> all = new LinkedHashMap<>();
    limits.forEachHeader(draft, (name, value) -> assertThat(all.put(name, value)).isNull());
    return all;
  }

  static Stream<Arguments> nearest() {
    return Stream.of(
        argumentSet("unused", "60", limits(0, 60, 21, 1000, 3000)),
        argumentSet("the minute, in proportion", "60", limits(0, 29, 21, 500, 3000)),
        argumentSet("as much in proportion", "60", limits(0, 30, 21, 500, 3000)),
        argumentSet("the hour, in proportion", "1000", limits(0, 31, 21, 500, 3000)),
        argumentSet("nothing left of the hour", "1000", limits(0, 60, 21, 0, 3000)),
        argumentSet("nothing left of both", "1000", limits(0, 0, 21, 0, 3000)),
        argumentSet("nothing left, the hour ends first", "60", limits(0, 0, 21, 0, 20)),
        argumentSet("the minute exceeded", "60", limits(1, 0, 21, 1, 3000)),
        argumentSet("the hour exceeded", "1000", limits(2, 1, 21, 0, 3000)),
        argumentSet("both exceeded", "1000", limits(3, 0, 21, 0, 3000)),
        argumentSet("both exceeded, the hour ends first", "60", limits(3, 0, 21, 0, 20)));
  }

  @ParameterizedTest
  @MethodSource("nearest")
  void headers_areThoseOfTheWindowNearestToRunningOut(String limit, Limits limits) {
    assertThat(headers(limits, false)).containsEntry("X-RateLimit-Limit", limit);
  }

  @Test
  void headers_tellWhatIsLeftToTheSecond() {
    assertThat(headers(limits(0, 37, 21, 970, 3001), true))
        .containsExactly(
            Map.entry("X-RateLimit-Limit", "60"),
            Map.entry("X-RateLimit-Remaining", "37"),
            Map.entry("X-RateLimit-Reset", Long.toString(NOW + 21)),
            Map.entry("RateLimit-Policy", "\"minute\";q=60;w=60, \"hour\";q=1000;w=3600"),
            Map.entry("RateLimit", "\"minute\";r=37;t=21, \"hour\";r=970;t=3001"));
    assertThat(headers(limits(0, 37, 21, 970, 3001), false))
        .containsOnlyKeys("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");
  }

  @Test
  void unlimitedPlan_hasNoHeaders() {
    LimitPlan plan = LimitPlan.parse("default", "unlimited");
    Limits limits = new Limits(plan, NOW * 1000, new long[0], 0);

    assertThat(headers(limits, true)).isEmpty();
    assertThat(limits.windows()).isEmpty();
    assertThat(limits.isExceeded()).isFalse();
    assertThat(limits.untilReset()).isEqualTo(Duration.ZERO);
    assertThat(limits.plan()).isSameAs(plan);
  }

  @Test
  void exceededLimits_areNamedAndEndWhenTheLastOfThemDoes() {
    assertThat(limits(1, 0, 21, 5, 3000).exceededPolicies()).containsExactly("minute");
    assertThat(limits(1, 0, 21, 5, 3000).untilReset()).isEqualTo(Duration.ofMillis(20_750));
    assertThat(limits(3, 0, 21, 0, 3000).exceededPolicies()).containsExactly("minute", "hour");
    assertThat(limits(3, 0, 21, 0, 3000).untilReset()).isEqualTo(Duration.ofMillis(2_999_750));
    assertThat(limits(0, 0, 21, 0, 3000).exceededPolicies()).isEmpty();
    assertThat(limits(3, 0, 21, 0, 3000).isExceeded()).isTrue();
  }

  @Test
  void windows_areThoseOfThePlan() {
    assertThat(limits(0, 37, 21, 970, 3001).windows())
        .containsExactly(
            new Limits.Window(PLAN.policy(0), 37, Instant.ofEpochSecond(NOW + 21)),
            new Limits.Window(PLAN.policy(1), 970, Instant.ofEpochSecond(NOW + 3001)));
    assertThat(limits(0, 37, 21, 970, 3001))
        .hasToString("default \"minute\";r=37;t=21, \"hour\";r=970;t=3001");
  }
}
