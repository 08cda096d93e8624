package org.nexusauth.console.rest.alert;

import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.AlertJson;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.AlertRuleView;
import org.nexusauth.management.alert.rule.AlertKind;

/** Rules of alerts, as they are for an organization. */
final class AlertRuleRoutes {
  private static final String ALL = "/organizations/{organization}/alert-rules";
  private static final String ONE = ALL + "/{rule}";

  private AlertRuleRoutes() {}

  static List<Route> list() {
    return List.of(
        Route.get(ALL, Role.VIEWER, AlertRuleRoutes::listAll),
        Route.get(ONE, Role.VIEWER, AlertRuleRoutes::show),
        Route.patch(ONE, Role.OPERATOR, AlertRuleRoutes::change));
  }

  private static ConsoleResponse listAll(ConsoleCall call) {
    return ConsoleResponse.ok(
        AlertJson.renderAll(
            call.services().alerts().listRules(call.operator(), call.organization()),
            AlertJson::render));
  }

  private static ConsoleResponse show(ConsoleCall call) {
    return answer(
        call.services().alerts().getRule(call.operator(), call.organization(), kindOf(call)));
  }

  private static ConsoleResponse change(ConsoleCall call) {
    boolean enabled =
        call.body()
            .readFlag("enabled")
            .orElseGet(() -> call.body().reportMissing("enabled", false));
    call.body().finish();
    return answer(
        call.services()
            .alerts()
            .switchRule(
                call.context(), call.organization(), kindOf(call), enabled, call.version()));
  }

  private static AlertKind kindOf(ConsoleCall call) {
    return AlertKind.find(call.pathParameter("rule"))
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProblemType.NOT_FOUND,
                    "There is no such rule. The list of alert-rules has the names."));
  }

  private static ConsoleResponse answer(AlertRuleView rule) {
    return ConsoleResponse.ok(AlertJson.render(rule)).withVersion(rule.version());
  }
}
