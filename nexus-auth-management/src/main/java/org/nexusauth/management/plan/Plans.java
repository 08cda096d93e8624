package org.nexusauth.management.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.model.plan.PlanUse;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.RecordReader;

/**
 * Plans of limits. Those of the settings cannot be changed here, but a record with the name of one,
 * also {@code default}, takes precedence over it. Thread-safe.
 */
public final class Plans {
  private static final String POLICIES = "policies";

  private final ManagementPorts ports;
  private final ConfiguredPlans configured;
  private final AuditedChanges changes;

  /** Makes the service. */
  public Plans(ManagementPorts ports, ConfiguredPlans configured) {
    this.ports = ports;
    this.configured = configured;
    this.changes = new AuditedChanges(ports);
  }

  /** Returns whether limits are observed or enforced here. */
  public boolean limitsAreUsed() {
    return configured.used();
  }

  /** Lists all plans: the default one first, then by name. Every operator sees them. */
  public List<PlanView> list() {
    return ports.records().read(this::listAll);
  }

  private List<PlanView> listAll(RecordReader records) {
    List<PlanRecord> recorded = records.listPlans();
    TreeSet<String> names = new TreeSet<>(configured.named().keySet());
    recorded.forEach(plan -> names.add(plan.name()));
    Set<String> ordered = new LinkedHashSet<>();
    ordered.add(LimitPlan.DEFAULT);
    ordered.addAll(names);
    List<PlanView> views = new ArrayList<>();
    for (String name : ordered) {
      PlanRecord record =
          recorded.stream().filter(plan -> plan.name().equals(name)).findFirst().orElse(null);
      views.add(viewOf(name, record));
    }
    return views;
  }

  /** Returns a plan. Every operator sees it. */
  public PlanView get(String name) {
    return ports.records().read(records -> viewOf(name, records.findPlan(name).orElse(null)));
  }

  private PlanView viewOf(String name, @Nullable PlanRecord record) {
    LimitPlan inSettings = configured.find(name);
    if (record != null) {
      return new PlanView(record.limits(), record, inSettings);
    }
    if (inSettings == null) {
      throw notFound();
    }
    return new PlanView(inSettings, null, inSettings);
  }

  private static ManagementException notFound() {
    return ManagementException.of(
        Kind.NOT_FOUND, "There is no such plan. List the plans and check the name.");
  }

  /** Counts the keys that have a plan, in the organizations that the operator sees. */
  public PlanUse countUse(Operator operator, String name) {
    Set<String> visible = operator.role() == Role.ADMIN ? null : operator.organizations();
    return ports.records().read(records -> records.countPlanUse(name, visible, ports.now()));
  }

  /**
   * Makes a plan; an admin may.
   *
   * @param policies as settings write them, for example {@code 60/minute,1000/hour}
   */
  public PlanView create(ChangeContext context, String name, String policies) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    InputErrors errors = new InputErrors();
    checkName(errors, name);
    LimitPlan limits = parsePolicies(errors, policies);
    errors.throwIfAny();
    changes.makeChange(
        context,
        change -> {
          requireRoom(change.records());
          PlanRecord created =
              new PlanRecord(
                  LimitPlan.parse(name, limits.describePolicies()),
                  change.now(),
                  change.actor().name(),
                  change.now(),
                  change.actor().name(),
                  1);
          AuditedPlanWriter.insertPlan(change, created);
          return true;
        });
    return get(name);
  }

  private static void requireRoom(RecordReader records) {
    if (records.listPlans().size() >= PlanRecord.MAX_PLANS) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "There are %s plans already, and there can be no more. Delete one that no key has."
              .formatted(PlanRecord.MAX_PLANS));
    }
  }

  private static void checkName(InputErrors errors, String name) {
    try {
      new LimitPlan(name, List.of());
    } catch (IllegalArgumentException e) {
      errors.add("name", toSentence(e));
    }
  }

  /** Returns policies under any name; those of a wrong text are added to the errors. */
  private static LimitPlan parsePolicies(InputErrors errors, String policies) {
    try {
      return LimitPlan.parse(LimitPlan.DEFAULT, policies);
    } catch (IllegalArgumentException e) {
      errors.add(POLICIES, toSentence(e));
      return new LimitPlan(LimitPlan.DEFAULT, List.of());
    }
  }

  /** The texts of the limits are for operators; they begin in the middle of a sentence. */
  private static String toSentence(IllegalArgumentException e) {
    String text = String.valueOf(e.getMessage());
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  /**
   * Changes the policies of a recorded plan; an admin may. All nodes count by the new ones within a
   * second, and windows of the same length go on.
   */
  public PlanView changePolicies(
      ChangeContext context, String name, String policies, ExpectedVersion version) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    InputErrors errors = new InputErrors();
    LimitPlan limits = parsePolicies(errors, policies);
    errors.throwIfAny();
    changes.makeChange(
        context,
        change -> {
          PlanRecord known = requireRecord(change.records(), name);
          VersionCheck.requireVersion(version, known.version());
          LimitPlan changed = LimitPlan.parse(name, limits.describePolicies());
          if (!known.limits().equals(changed)) {
            AuditedPlanWriter.updatePlan(change, known, changed);
          }
          return true;
        });
    return get(name);
  }

  private PlanRecord requireRecord(RecordReader records, String name) {
    return records.findPlan(name).orElseThrow(() -> noRecord(name));
  }

  private ManagementException noRecord(String name) {
    if (configured.find(name) == null) {
      return notFound();
    }
    return ManagementException.of(
        Kind.CONFLICT,
        "This plan is set by the configuration of the application. Create a plan of the same name:"
            + " it takes precedence.");
  }

  /**
   * Deletes a recorded plan; an admin may. Where the settings have a plan of this name, that one is
   * in force again; else no key may have it.
   */
  public void delete(ChangeContext context, String name, ExpectedVersion version) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    changes.makeChange(
        context,
        change -> {
          PlanRecord known = requireRecord(change.records(), name);
          VersionCheck.requireVersion(version, known.version());
          if (configured.find(name) == null) {
            requireUnused(change, name);
          }
          AuditedPlanWriter.deletePlan(change, known);
          return true;
        });
  }

  private static void requireUnused(AuditedWriter change, String name) {
    PlanUse use = change.records().countPlanUse(name, null, change.now());
    if (use.keys() == 0) {
      return;
    }
    throw ManagementException.of(
        Kind.CONFLICT,
        "In use by %s, which would get the default plan. Change their plan first, or change the limits of this one."
            .formatted(describeKeys(use)));
  }

  private static String describeKeys(PlanUse use) {
    if (!use.complete()) {
      return "more than " + PlanUse.MAX_COUNTED + " keys";
    }
    return use.keys() == 1 ? "1 key" : use.keys() + " keys";
  }
}
