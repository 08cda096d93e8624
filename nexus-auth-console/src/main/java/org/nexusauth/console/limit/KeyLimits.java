package org.nexusauth.console.limit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.LimitSettings.Mode;
import org.nexusauth.limit.Limits.Window;
import org.nexusauth.limit.plan.LimitPlan;

/**
 * What is left of a key's limits.
 *
 * @param mode whether limits are off, observed or enforced
 * @param plan the plan that is in force for the key; null where limits are off
 * @param countedLocally whether this node counts by itself at present, because the store that nodes
 *     share does not answer
 * @param windows the windows of the plan, the shortest first; empty where nothing is limited
 */
public record KeyLimits(
    Mode mode, @Nullable LimitPlan plan, boolean countedLocally, List<Window> windows) {
  /** Limits are off, or no gate of the application is known. */
  public static final KeyLimits OFF = new KeyLimits(Mode.OFF, null, false, List.of());

  /** Copies the windows. */
  public KeyLimits {
    windows = List.copyOf(windows);
  }
}
