package org.nexusauth.cli.plan;

import static org.nexusauth.cli.plan.PlanFormat.PLAN;

import java.util.function.BiFunction;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.management.VersionOption;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.plan.PlanView;
import org.nexusauth.management.plan.Plans;
import org.nexusauth.management.store.ResultPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Manages the plans of limits in the store. */
@Command(
    name = "plan",
    description =
        "Manages plans of limits: how many requests keys may make. A recorded plan takes precedence"
            + " over one of the application's settings with its name, also over default. Plans of"
            + " the settings are known here where the variables NEXUS_AUTH_LIMIT_DEFAULT and"
            + " NEXUS_AUTH_LIMIT_PLANS are set as for the application.")
public final class PlanCommand {
  private static final String LIMITS =
      "Its limits with commas: a quota, a slash and second, minute, hour, day or an ISO-8601"
          + " duration, for example 60/minute,1000/hour; or unlimited.";

  private final ManagementRunner runner;

  /** Creates the command. */
  public PlanCommand(ManagementRunner runner) {
    this.runner = runner;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the plans: the default one first, then by name.",
      footer = "  nexus-auth plan list")
  int listPlans(@Mixin ManagementOptions management) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printList(
                    PLAN,
                    Integer.MAX_VALUE,
                    page -> new ResultPage<>(session.services().plans().list(), null)));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints one plan.",
      footer = "  nexus-auth plan show gold")
  int showPlan(@Mixin PlanOptions plan) {
    return runner.run(
        plan.management(),
        session ->
            session.printer().printRecord(PLAN, session.services().plans().get(plan.name())));
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Records a plan and prints it; nodes read it within a second.",
      footer = "  nexus-auth plan create gold --limits 600/minute,10000/hour")
  int createPlan(
      @Mixin PlanOptions plan,
      @Option(names = "--limits", required = true, paramLabel = "LIMITS", description = LIMITS)
          String limits) {
    return printChanged(plan, (plans, context) -> plans.create(context, plan.name(), limits));
  }

  @Command(
      name = "change",
      mixinStandardHelpOptions = true,
      description =
          "Changes the limits of a recorded plan: in force on all nodes within a second. Windows of"
              + " the same length go on.",
      footer = "  nexus-auth plan change gold --limits 900/minute")
  int changePlan(
      @Mixin PlanOptions plan,
      @Option(names = "--limits", required = true, paramLabel = "LIMITS", description = LIMITS)
          String limits,
      @Mixin VersionOption version) {
    return printChanged(
        plan,
        (plans, context) -> plans.changePolicies(context, plan.name(), limits, version.expected()));
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description =
          "Deletes a recorded plan. Where the settings have one of its name, that one is in force"
              + " again; else it exits with 6 while a valid key has the plan.",
      footer = "  nexus-auth plan delete gold")
  int deletePlan(@Mixin PlanOptions plan, @Mixin VersionOption version) {
    return runner.run(
        plan.management(),
        session -> {
          session.services().plans().delete(session.newChange(), plan.name(), version.expected());
          session.printer().printNote("the plan " + plan.name() + " was deleted");
        });
  }

  private int printChanged(PlanOptions plan, BiFunction<Plans, ChangeContext, PlanView> change) {
    return runner.run(
        plan.management(),
        session ->
            session
                .printer()
                .printRecord(PLAN, change.apply(session.services().plans(), session.newChange())));
  }
}
