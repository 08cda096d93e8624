package org.nexusauth.console.page.alert;

import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.Notice;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.AlertRuleView;
import org.nexusauth.management.alert.rule.AlertKind;

/** The rules of alerts: what each looks at, and whether it is on for the organization. */
public final class AlertRulesPage {
  private static final String PATH = "/organizations/{organization}/alert-rules";

  private AlertRulesPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.VIEWER, AlertRulesPage::showRules),
        Route.page(PATH + "/{rule}", Role.VIEWER, AlertRulesPage::showRule),
        Route.form(PATH + "/{rule}", Role.OPERATOR, AlertRulesPage::switchRule));
  }

  /**
   * What the list shows.
   *
   * @param organization the id of the organization
   * @param rules all rules
   */
  public record AlertRulesView(String organization, List<AlertRuleView> rules) {}

  /**
   * What the page of a rule shows.
   *
   * @param organization the id of the organization
   * @param rule the rule
   */
  public record AlertRuleDetailView(String organization, AlertRuleView rule) {}

  private static ConsoleResponse showRules(ConsoleCall call) {
    AlertRulesView view =
        new AlertRulesView(
            call.organization(),
            call.services().alerts().listRules(call.operator(), call.organization()));
    return ConsoleResponse.page(
        new HtmlPage("alert/rules", "Rules of alerts", Section.ALERTS, view));
  }

  private static ConsoleResponse showRule(ConsoleCall call) {
    AlertRuleView rule =
        call.services().alerts().getRule(call.operator(), call.organization(), kindOf(call));
    return ConsoleResponse.page(
        new HtmlPage(
            "alert/rule",
            rule.description().title(),
            Section.ALERTS,
            new AlertRuleDetailView(call.organization(), rule)));
  }

  private static AlertKind kindOf(ConsoleCall call) {
    return AlertKind.find(call.pathParameter("rule"))
        .orElseThrow(
            () -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such rule of alerts."));
  }

  private static ConsoleResponse switchRule(ConsoleCall call) {
    String enabled = call.form().readText("enabled");
    ExpectedVersion version = call.form().readVersion("version");
    call.form().finish();
    if (!enabled.equals("true") && !enabled.equals("false")) {
      throw ProblemException.invalid("enabled", "Expected true or false.");
    }
    boolean on = Boolean.parseBoolean(enabled);
    AlertKind kind = kindOf(call);
    call.services().alerts().switchRule(call.context(), call.organization(), kind, on, version);
    Notice notice = on ? Notice.ALERT_RULE_ON : Notice.ALERT_RULE_OFF;
    return ConsoleResponse.redirect(
            "organizations", call.organization(), "alert-rules", kind.code())
        .withNotice(notice.parameter());
  }
}
