package org.nexusauth.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nexusauth.limit.plan.LimitPlan;

/**
 * Which limits keys have, and how they are counted.
 *
 * @param mode whether limits are off, observed or enforced
 * @param standard the plan of keys that have no other
 * @param plans named plans
 * @param store the name of the store that nodes share; {@code local} for none
 * @param exact true when the store is asked for each request
 * @param onUnavailable what holds while the store does not answer
 * @param draftHeaders whether answers have the headers of the draft, too
 */
public record LimitSettings(
    Mode mode,
    LimitPlan standard,
    Map<String, LimitPlan> plans,
    String store,
    boolean exact,
    OnUnavailable onUnavailable,
    boolean draftHeaders) {
  /** The name of the store that counts in this node's memory alone. */
  public static final String LOCAL = "local";

  private static final String STANDARD_POLICIES = "60/minute,1000/hour";

  /** What limits do. */
  public enum Mode {
    /** Nothing is counted. */
    OFF,
    /** What would be denied is told to listeners; nothing is denied. */
    OBSERVE,
    /** Requests over a limit are denied. */
    ENFORCE
  }

  /** What holds while the store that nodes share does not answer. */
  public enum OnUnavailable {
    /** Each node counts by itself, up to its share. */
    LOCAL,
    /** Each node counts by itself, up to the whole limit. */
    FULL,
    /** Requests are denied. */
    DENY
  }

  static LimitSettings from(SettingsReader settings) {
    return new LimitSettings(
        settings.readEnum(Setting.LIMIT_MODE, Mode.class, Mode.OFF),
        readPlan(settings),
        readPlans(settings),
        settings.readText(Setting.LIMIT_STORE).orElse(LOCAL),
        settings.readChoice(Setting.LIMIT_SHARE, "lease", "exact", false),
        settings.readEnum(Setting.LIMIT_ON_UNAVAILABLE, OnUnavailable.class, OnUnavailable.LOCAL),
        settings.readChoice(Setting.LIMIT_DRAFT_HEADERS, "false", "true", true));
  }

  /** Copies the plans, in their order. */
  public LimitSettings {
    plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
  }

  private static LimitPlan readPlan(SettingsReader settings) {
    return settings
        .readProperty(Setting.LIMIT_DEFAULT)
        .map(given -> parsePlan(given, LimitPlan.DEFAULT, given.value()))
        .orElseGet(() -> LimitPlan.parse(LimitPlan.DEFAULT, STANDARD_POLICIES));
  }

  private static Map<String, LimitPlan> readPlans(SettingsReader settings) {
    Map<String, LimitPlan> plans = new LinkedHashMap<>();
    settings
        .readProperty(Setting.LIMIT_PLANS)
        .ifPresent(
            given -> {
              for (String entry : given.value().split(",", -1)) {
                addPlan(plans, given, entry.strip());
              }
            });
    return plans;
  }

  private static void addPlan(Map<String, LimitPlan> plans, GivenProperty given, String entry) {
    int sign = entry.indexOf('=');
    if (sign < 1) {
      throw ConfigurationException.of(
          given,
          "\"%s\" is no plan; expected a list such as %s"
              .formatted(entry, Setting.LIMIT_PLANS.example()));
    }
    String name = entry.substring(0, sign).strip();
    if (name.equals(LimitPlan.DEFAULT)) {
      throw ConfigurationException.of(
          given, "the plan \"default\" is set by " + Setting.LIMIT_DEFAULT.property());
    }
    if (plans.put(name, parsePlan(given, name, entry.substring(sign + 1))) != null) {
      throw ConfigurationException.of(given, "the plan \"" + name + "\" is set twice");
    }
  }

  private static LimitPlan parsePlan(GivenProperty given, String name, String policies) {
    try {
      return LimitPlan.parse(name, policies);
    } catch (IllegalArgumentException e) {
      throw ConfigurationException.of(given, String.valueOf(e.getMessage()));
    }
  }
}
