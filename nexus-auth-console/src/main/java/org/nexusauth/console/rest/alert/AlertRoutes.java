package org.nexusauth.console.rest.alert;

import java.util.List;
import java.util.stream.Stream;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.QueryReader;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.AlertJson;
import org.nexusauth.console.json.DirectoryJson;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.AlertFilter;
import org.nexusauth.management.alert.AlertView;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.model.alert.AlertState;
import org.nexusauth.management.store.PageRequest;

/** Alerts, with what belongs to them. */
public final class AlertRoutes {
  private static final String ALL = "/alerts";
  private static final String ONE = ALL + "/{alert}";

  private AlertRoutes() {}

  /** Returns the routes of alerts, rules, mutes and channels. */
  public static List<Route> list() {
    return Stream.of(
            listOwn(), AlertMuteRoutes.list(), AlertRuleRoutes.list(), AlertChannelRoutes.list())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> listOwn() {
    return List.of(
        Route.get(ALL, Role.VIEWER, AlertRoutes::listPage)
            .inPages()
            .withQuery("organization", "integration", "key", "kind", "severity", "state"),
        Route.get(ONE, Role.VIEWER, AlertRoutes::show),
        Route.post(ONE + "/acknowledge", Role.OPERATOR, AlertRoutes::acknowledge).requireVersion());
  }

  private static ConsoleResponse listPage(ConsoleCall call) {
    QueryReader query = call.query();
    PageRequest page = query.readPage();
    AlertFilter filter =
        new AlertFilter(
            query.readText("organization"),
            query.readText("integration"),
            query.readText("key"),
            query.readValue("kind", ValueFormats.choice(List.of(AlertKind.values()))),
            query.readValue("severity", ValueFormats.choice(List.of(AlertSeverity.values()))),
            query.readValue("state", ValueFormats.choice(List.of(AlertState.values()))));
    query.finish();
    return ConsoleResponse.ok(
        DirectoryJson.renderPage(
            call.services().alerts().list(call.operator(), filter, page), AlertJson::render));
  }

  private static ConsoleResponse show(ConsoleCall call) {
    return answer(call.services().alerts().get(call.operator(), call.pathParameter("alert")));
  }

  private static ConsoleResponse acknowledge(ConsoleCall call) {
    String note = call.body().readText("note").orElse("");
    call.body().finish();
    return answer(
        call.services()
            .alerts()
            .acknowledge(call.context(), call.pathParameter("alert"), note, call.version()));
  }

  private static ConsoleResponse answer(AlertView view) {
    return ConsoleResponse.ok(AlertJson.render(view)).withVersion(view.alert().version());
  }
}
