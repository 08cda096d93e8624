package org.nexusauth.console.page.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Notice;
import org.nexusauth.console.page.Times;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.EnvironmentPresets;
import org.nexusauth.management.apikey.EnvironmentPresets.Preset;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.plan.PlanView;
import org.nexusauth.management.problem.ManagementException;

/** The plans of limits, and what new keys of each environment get. For admins. */
public final class PlansPage {
  static final String ALL = "/plans";

  private PlansPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(ALL, Role.ADMIN, PlansPage::showPage),
        Route.form(ALL, Role.ADMIN, PlansPage::addPlan));
  }

  /**
   * What it shows.
   *
   * @param plans the plans, the default one first
   * @param limitsAreUsed whether limits are observed or enforced here
   * @param presets what new keys get
   * @param form the form for another plan
   */
  public record PlansView(
      List<PlanView> plans, boolean limitsAreUsed, Presets presets, NewPlanForm form) {}

  /**
   * What new keys get.
   *
   * @param rows the environments
   * @param longestLifetime the longest lifetime that a new key may have, in words
   */
  public record Presets(List<PresetRow> rows, String longestLifetime) {}

  /**
   * An environment.
   *
   * @param environment its name
   * @param lifetime how long its keys are valid, in words
   * @param plan their plan; null for none
   * @param known whether there is such a plan
   */
  public record PresetRow(
      String environment, String lifetime, @Nullable String plan, boolean known) {}

  /**
   * The form for another plan.
   *
   * @param name its name
   * @param policies its limits
   * @param errors what is wrong with them
   */
  public record NewPlanForm(String name, String policies, FormErrors errors) {
    static final NewPlanForm EMPTY = new NewPlanForm("", "", FormErrors.NONE);
  }

  private static ConsoleResponse showPage(ConsoleCall call) {
    return show(call, NewPlanForm.EMPTY);
  }

  private static ConsoleResponse addPlan(ConsoleCall call) {
    String name = call.form().readRaw("name").strip();
    String policies = call.form().readRaw("policies").strip();
    call.form().finish();
    try {
      call.services().plans().create(call.context(), name, policies);
    } catch (ManagementException e) {
      return show(call, new NewPlanForm(name, policies, FormErrors.from(e)));
    }
    return ConsoleResponse.redirect("plans").withNotice(Notice.PLAN_ADDED.parameter());
  }

  private static ConsoleResponse show(ConsoleCall call, NewPlanForm form) {
    List<PlanView> plans = call.services().plans().list();
    PlansView view =
        new PlansView(plans, call.services().plans().limitsAreUsed(), presets(call, plans), form);
    return new Html(
        form.errors().status(), new HtmlPage("plan/plans", "Plans", Section.PLANS, view), false);
  }

  private static Presets presets(ConsoleCall call, List<PlanView> plans) {
    EnvironmentPresets presets = call.services().apiKeys().presets();
    Duration longest = call.services().apiKeys().longestLifetime();
    Set<String> names = plans.stream().map(PlanView::name).collect(Collectors.toSet());
    List<PresetRow> rows =
        Arrays.stream(Environment.values())
            .map(environment -> rowOf(environment, presets.presetOf(environment), names))
            .toList();
    return new Presets(rows, Times.describeDuration(longest));
  }

  private static PresetRow rowOf(Environment environment, Preset preset, Set<String> names) {
    String plan = preset.plan();
    return new PresetRow(
        environment.name().toLowerCase(Locale.ROOT),
        Times.describeDuration(preset.lifetime()),
        plan,
        plan == null || names.contains(plan));
  }
}
