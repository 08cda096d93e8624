package org.nexusauth.limit;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.SubjectId;

/**
 * What records say about limits: plans, and keys whose plan or windows are not what the key itself
 * says. Immutable: a change makes another object, and the limiter notices by its identity.
 *
 * @param plans plans by name; they take precedence over those of the settings
 * @param keys keys with a plan or windows that records decide
 */
public record LimitAssignments(Map<String, LimitPlan> plans, Map<SubjectId, KeyLimit> keys) {
  /** What there is without records. */
  public static final LimitAssignments NONE = new LimitAssignments(Map.of(), Map.of());

  /**
   * What records say about one key.
   *
   * @param plan the name of its plan; null for what the key itself says
   * @param sharedWith the key whose windows it uses as well, while a rotation is under way; null
   *     for windows of its own
   */
  public record KeyLimit(@Nullable String plan, @Nullable SubjectId sharedWith) {}

  /** Copies the maps. */
  public LimitAssignments {
    plans = Map.copyOf(plans);
    keys = Map.copyOf(keys);
  }

  /** Returns the key whose windows a key uses: itself, or the one that it replaces. */
  SubjectId windowsOf(SubjectId key) {
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
