package org.nexusauth.console.page.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Notice;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.plan.PlanUse;
import org.nexusauth.management.plan.PlanView;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/** A plan: its limits, which can be changed, and which keys have it. For admins. */
public final class PlanPage {
  private static final String ONE = PlansPage.ALL + "/{plan}";

  /** Organizations with fewer keys of the plan are counted together. */
  private static final int MAX_ORGANIZATIONS = 20;

  private PlanPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(ONE, Role.ADMIN, PlanPage::showPlan),
        Route.form(ONE + "/change", Role.ADMIN, PlanPage::changePlan),
        Route.form(ONE + "/delete", Role.ADMIN, PlanPage::deletePlan));
  }

  /**
   * What it shows.
   *
   * @param plan the plan
   * @param policies the value of the field of its limits
   * @param use which keys have it
   * @param errors what is wrong
   */
  public record PlanDetails(PlanView plan, String policies, PlanUse use, FormErrors errors) {
    /** Returns the version of the record; null for a plan of the settings alone. */
    public @Nullable Long version() {
      return plan.record() == null ? null : plan.record().version();
    }

    /** Returns the organizations with the most keys of the plan. */
    public List<Map.Entry<String, Long>> organizations() {
      return use.keysByOrganization().entrySet().stream().limit(MAX_ORGANIZATIONS).toList();
    }

    /** Returns whether there are organizations besides. */
    public boolean hasMore() {
      return use.keysByOrganization().size() > MAX_ORGANIZATIONS || !use.complete();
    }

    /** Returns whether the record can be deleted: no key would lose its plan. */
    public boolean canDelete() {
      return plan.configured() != null || use.keys() == 0;
    }
  }

  private static String nameOf(ConsoleCall call) {
    return call.pathParameter("plan");
  }

  private static ConsoleResponse showPlan(ConsoleCall call) {
    PlanView plan = call.services().plans().get(nameOf(call));
    return show(call, plan.limits().describePolicies(), FormErrors.NONE);
  }

  private static ConsoleResponse changePlan(ConsoleCall call) {
    String policies = call.form().readRaw("policies").strip();
    ExpectedVersion version = call.form().readVersion("version");
    call.form().finish();
    try {
      call.services().plans().changePolicies(call.context(), nameOf(call), policies, version);
    } catch (ManagementException e) {
      return showAgain(call, policies, e);
    }
    return ConsoleResponse.redirect("plans", nameOf(call))
        .withNotice(Notice.PLAN_CHANGED.parameter());
  }

  private static ConsoleResponse deletePlan(ConsoleCall call) {
    ExpectedVersion version = call.form().readVersion("version");
    call.form().finish();
    try {
      call.services().plans().delete(call.context(), nameOf(call), version);
    } catch (ManagementException e) {
      String policies = call.services().plans().get(nameOf(call)).limits().describePolicies();
      return showAgain(call, policies, e);
    }
    return ConsoleResponse.redirect("plans").withNotice(Notice.PLAN_DELETED.parameter());
  }

  private static ConsoleResponse showAgain(
      ConsoleCall call, String policies, ManagementException problem) {
    String present = call.services().plans().get(nameOf(call)).limits().describePolicies();
    FormErrors errors = FormErrors.from(problem, "Now its limits are " + present + ".");
    if (problem.kind() == Kind.STALE) {
      return show(call, present, errors);
    }
    return show(call, policies, errors);
  }

  private static ConsoleResponse show(ConsoleCall call, String policies, FormErrors errors) {
    PlanView plan = call.services().plans().get(nameOf(call));
    PlanUse use = call.services().plans().countUse(call.operator(), plan.name());
    return new Html(
        errors.status(),
        new HtmlPage(
            "plan/plan",
            "Plan " + plan.name(),
            Section.PLANS,
            new PlanDetails(plan, policies, use, errors)),
        false);
  }
}
