package org.nexusauth.management.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.LimitSettings;
import org.nexusauth.config.LimitSettings.Mode;
import org.nexusauth.limit.plan.LimitPlan;

/**
 * The plans of the settings. Immutable.
 *
 * @param used whether limits are observed or enforced here; else a plan's name in a key may be
 *     meant for another application
 * @param standard the plan of keys that have no other
 * @param named plans by name
 */
public record ConfiguredPlans(boolean used, LimitPlan standard, Map<String, LimitPlan> named) {
  /** The plans of settings without limits. */
  public static final ConfiguredPlans NONE =
      new ConfiguredPlans(
          false, LimitPlan.parse(LimitPlan.DEFAULT, "60/minute,1000/hour"), Map.of());

  /** Copies the map. */
  public ConfiguredPlans {
    named = Map.copyOf(named);
  }

  /** Returns the plans of a gate's settings. */
  public static ConfiguredPlans of(LimitSettings limits) {
    return new ConfiguredPlans(limits.mode() != Mode.OFF, limits.standard(), limits.plans());
  }

  /** Returns a plan by its name; null where the settings have none. */
  @Nullable LimitPlan find(String name) {
    if (name.equals(LimitPlan.DEFAULT)) {
      return standard;
    }
    return named.get(name);
  }
}
