package org.nexusauth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nexusauth.LogRecorder;
import org.nexusauth.limit.LimitAssignments.KeyLimit;
import org.nexusauth.limit.LimitPlans.KeyPlan;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** Which plan a key has: by its record, its claim, or none of both. */
final class LimitPlansTest {
  private static final SubjectId KEY = SubjectId.of(Subject.key(null, "org", "int", "key-1"));
  private static final SubjectId OTHER = SubjectId.of(Subject.key(null, "org", "int", "key-2"));
  private static final LimitPlan STANDARD = LimitPlan.parse("default", "60/minute");
  private static final LimitPlan SMALL = LimitPlan.parse("small", "10/minute");
  private static final LimitPlan LARGE = LimitPlan.parse("large", "600/minute");

  private final LimitPlans plans = newPlans();

  private static LimitPlans newPlans() {
    Map<String, LimitPlan> configured = new LinkedHashMap<>();
    configured.put("small", SMALL);
    configured.put("large", LARGE);
    return new LimitPlans(STANDARD, configured);
  }

  private void record(Map<String, LimitPlan> recorded, Map<SubjectId, KeyLimit> keys) {
    LimitAssignments assignments = new LimitAssignments(recorded, keys);
    plans.readRecords(() -> assignments);
  }

  @Test
  void key_withoutRecords_hasThePlanOfItsClaimOrTheDefault() {
    assertThat(plans.planOf(KEY, null)).isSameAs(STANDARD);
    assertThat(plans.planOf(KEY, "small")).isSameAs(SMALL);
    assertThat(plans.planOf(KEY, "default")).isSameAs(STANDARD);
    assertThat(plans.planOf(KEY, "unknown")).isSameAs(STANDARD);
    assertThat(plans.assignments().windowsOf(KEY)).isEqualTo(KEY);
  }

  @Test
  void unknownPlan_ofAKey_isResolvedToTheDefaultAndNamed() {
    assertThat(plans.resolve(KEY, "unknown")).isEqualTo(new KeyPlan("unknown", STANDARD));
    assertThat(plans.resolve(KEY, "unknown").isUnknown()).isTrue();
    assertThat(plans.resolve(KEY, "small").isUnknown()).isFalse();
    assertThat(plans.resolve(KEY, "default").isUnknown()).isFalse();
    assertThat(plans.resolve(KEY, null)).isEqualTo(new KeyPlan(null, STANDARD));
    assertThat(plans.resolve(KEY, null).isUnknown()).isFalse();
  }

  @Test
  void unknownPlans_areLoggedOnceEachUpToTwentyNames() {
    LogRecorder.forget();
    for (int i = 0; i < 30; i++) {
      String name = "unknown\n" + i;
      plans.planOf(KEY, name);
      plans.planOf(OTHER, name);
      plans.resolve(KEY, "resolved");
      plans.planOf(KEY, "small");
    }

    assertThat(LogRecorder.messages("NEXUS-1084"))
        .hasSize(20)
        .allMatch(line -> line.contains("a key has the plan \"unknown\\u000a"));
    assertThat(LogRecorder.messages("resolved")).isEmpty();
  }

  @Test
  void record_takesPrecedenceOverTheClaim() {
    record(Map.of(), Map.of(KEY, new KeyLimit("large", null)));

    assertThat(plans.planOf(KEY, "small")).isSameAs(LARGE);
    assertThat(plans.planOf(OTHER, "small")).isSameAs(SMALL);
  }

  @Test
  void recordedPlan_takesPrecedenceOverTheConfiguredOne() {
    LimitPlan small = LimitPlan.parse("small", "11/minute");
    LimitPlan standard = LimitPlan.parse("default", "61/minute");
    record(Map.of("small", small, "default", standard), Map.of());

    assertThat(plans.planOf(KEY, "small")).isSameAs(small);
    assertThat(plans.planOf(KEY, "large")).isSameAs(LARGE);
    assertThat(plans.planOf(KEY, "unknown")).isSameAs(standard);
    assertThat(plans.planOf(KEY, null)).isSameAs(standard);
    assertThat(plans.all())
        .containsExactly(
            Map.entry("default", standard), Map.entry("small", small), Map.entry("large", LARGE));
  }

  @Test
  void record_thatSharesWindows_keepsTheKeysOwnPlan() {
    record(Map.of(), Map.of(KEY, new KeyLimit(null, OTHER)));

    assertThat(plans.planOf(KEY, "small")).isSameAs(SMALL);
    assertThat(plans.assignments().windowsOf(KEY)).isEqualTo(OTHER);
    assertThat(plans.assignments().windowsOf(OTHER)).isEqualTo(OTHER);
  }
}
