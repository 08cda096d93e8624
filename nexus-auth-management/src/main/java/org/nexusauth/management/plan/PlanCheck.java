package org.nexusauth.management.plan;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.RecordReader;

/** Checks that a key is given a plan that exists. Thread-safe. */
public final class PlanCheck {
  private static final String FIELD = "plan";
  private static final int MAX_NAMED = 10;

  private final ConfiguredPlans configured;

  /** Checks by the plans of the settings, and by records. */
  public PlanCheck(ConfiguredPlans configured) {
    this.configured = configured;
  }

  /** Returns what is wrong with the name of a plan; empty for one that exists. */
  public Optional<FieldError> findProblem(RecordReader records, String name) {
    if (configured.find(name) != null || records.findPlan(name).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new FieldError(
            FIELD,
            "There is no plan of this name. Known here: %s.".formatted(describeNames(records))));
  }

  /**
   * Checks that a plan exists.
   *
   * @throws ManagementException of kind {@code INVALID}
   */
  public void requireKnown(RecordReader records, String name) {
    findProblem(records, name)
        .ifPresent(
            problem -> {
              throw ManagementException.invalid(List.of(problem));
            });
  }

  private String describeNames(RecordReader records) {
    TreeSet<String> names = new TreeSet<>(configured.named().keySet());
    records.listPlans().stream().map(PlanRecord::name).forEach(names::add);
    names.remove(LimitPlan.DEFAULT);
    String some =
        names.stream().limit(MAX_NAMED).map(name -> ", " + name).collect(Collectors.joining());
    if (names.size() > MAX_NAMED) {
      return LimitPlan.DEFAULT + some + " and others";
    }
    return LimitPlan.DEFAULT + some;
  }
}
