package org.nexusauth.limit;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.SubjectId;

/**
 * What records say about limits: plans, and keys whose plan or windows are not what the key itself
 * says. Immutable; two objects are never equal: a change makes another one, and the limiter notices
 * by its identity.
 */
public final class LimitAssignments {
  /** What there is without records. */
  public static final LimitAssignments NONE = new LimitAssignments(Map.of(), Map.of());

  private final Map<String, LimitPlan> plans;
  private final Map<SubjectId, KeyLimit> keys;

  /**
   * What records say about one key.
   *
   * @param plan the name of its plan; null for what the key itself says
   * @param sharedWith the key whose windows it uses as well, while a rotation is under way; null
   *     for windows of its own
   */
  public record KeyLimit(@Nullable String plan, @Nullable SubjectId sharedWith) {}

  /**
   * Creates a state of the records.
   *
   * @param plans plans by name; they take precedence over those of the settings
   * @param keys keys with a plan or windows that records decide
   */
  public LimitAssignments(Map<String, LimitPlan> plans, Map<SubjectId, KeyLimit> keys) {
    this.plans = Map.copyOf(plans);
    this.keys = Map.copyOf(keys);
  }

  /** Returns plans by name; they take precedence over those of the settings. */
  public Map<String, LimitPlan> plans() {
    return plans;
  }

  /** Returns the key whose windows a key uses: itself, or the one that it replaces. */
  public SubjectId windowsOf(SubjectId key) {
    KeyLimit limit = keys.get(key);
    if (limit == null) {
      return key;
    }
    return Objects.requireNonNullElse(limit.sharedWith, key);
  }

  /** Returns the name of a key's plan by records; the claim's where they have none. */
  @Nullable String planNameOf(SubjectId key, @Nullable String claimed) {
    KeyLimit limit = keys.get(key);
    if (limit == null || limit.plan == null) {
      return claimed;
    }
    return limit.plan;
  }
}
