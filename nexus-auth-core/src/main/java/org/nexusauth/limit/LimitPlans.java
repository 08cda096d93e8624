package org.nexusauth.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.SubjectId;

/** The plans of a gate: those of the settings, and over them what records say. Thread-safe. */
public final class LimitPlans {
  private final LimitPlan standard;
  private final Map<String, LimitPlan> configured;
  private final UnknownPlans unknown = new UnknownPlans();

  /** Set while the gate is built. */
  private volatile Supplier<LimitAssignments> records = () -> LimitAssignments.NONE;

  /**
   * The plan of a key.
   *
   * @param name the name that its record or its claim gives; null for none
   * @param plan the plan that is in force
   */
  public record KeyPlan(@Nullable String name, LimitPlan plan) {
    /** Returns whether no plan has the name, so that the default plan is in force. */
    public boolean isUnknown() {
      return name != null && !name.equals(plan.name());
    }
  }

  /**
   * Creates the plans of the settings.
   *
   * @param standard the plan of keys that have no other
   * @param configured named plans
   */
  public LimitPlans(LimitPlan standard, Map<String, LimitPlan> configured) {
    this.standard = standard;
    this.configured = new LinkedHashMap<>(configured);
  }

  /**
   * Sets where records are read; the supplier must not block and returns the same until a change.
   */
  public void readRecords(Supplier<LimitAssignments> supplier) {
    records = supplier;
  }

  /** Returns what records say at present. */
  public LimitAssignments assignments() {
    return records.get();
  }

  /**
   * Returns the plan of a key: of its record, else of its claim, else the default one. A name that
   * no plan has means the default plan, and is logged once.
   *
   * @param claimed the {@code plan} claim, or null
   */
  public LimitPlan planOf(SubjectId key, @Nullable String claimed) {
    KeyPlan found = resolve(key, claimed);
    String name = found.name();
    if (name != null && found.isUnknown()) {
      unknown.report(name);
    }
    return found.plan();
  }

  /**
   * Returns the plan of a key, as {@link #planOf}, with the name that it goes by; logs nothing.
   *
   * @param claimed the {@code plan} claim, or null
   */
  public KeyPlan resolve(SubjectId key, @Nullable String claimed) {
    LimitAssignments current = assignments();
    String name = current.planNameOf(key, claimed);
    if (name != null) {
      LimitPlan found = find(current, name);
      if (found != null) {
        return new KeyPlan(name, found);
      }
    }
    LimitPlan recorded = current.plans().get(LimitPlan.DEFAULT);
    return new KeyPlan(name, recorded != null ? recorded : standard);
  }

  private @Nullable LimitPlan find(LimitAssignments current, String name) {
    LimitPlan recorded = current.plans().get(name);
    return recorded != null ? recorded : configured.get(name);
  }

  /** Returns all plans by name, the default one first. */
  public Map<String, LimitPlan> all() {
    Map<String, LimitPlan> all = new LinkedHashMap<>();
    all.put(LimitPlan.DEFAULT, standard);
    all.putAll(configured);
    all.putAll(assignments().plans());
    return all;
  }
}
