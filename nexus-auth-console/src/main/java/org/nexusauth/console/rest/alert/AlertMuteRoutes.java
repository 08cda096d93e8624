package org.nexusauth.console.rest.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.NoContent;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.AlertJson;
import org.nexusauth.console.json.MemberReader;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.model.alert.AlertMute;

/** Mutes: of what people are not notified. */
final class AlertMuteRoutes {
  private static final String ALL = "/alert-mutes";

  private AlertMuteRoutes() {}

  static List<Route> list() {
    return List.of(
        Route.get(ALL, Role.VIEWER, AlertMuteRoutes::listAll).withQuery("organization"),
        Route.post(ALL, Role.OPERATOR, AlertMuteRoutes::mute),
        Route.delete(ALL + "/{mute}", Role.OPERATOR, AlertMuteRoutes::unmute));
  }

  private static ConsoleResponse listAll(ConsoleCall call) {
    String organization = call.query().readText("organization");
    return ConsoleResponse.ok(
        AlertJson.renderAll(
            call.services().alerts().listMutes(call.operator(), organization), AlertJson::render));
  }

  private static ConsoleResponse mute(ConsoleCall call) {
    MemberReader body = call.body();
    AlertKind kind =
        body.readValue("kind", ValueFormats.choice(List.of(AlertKind.values())))
            .orElseGet(() -> body.reportMissing("kind", AlertKind.UNUSED));
    AlertSubject subject =
        new AlertSubject(
            body.requireText("organizationId"),
            body.readText("integrationId").orElse(null),
            body.readText("keyId").orElse(null));
    Duration period = body.readValue("period", ValueFormats::readDuration).orElse(null);
    body.finish();
    AlertMute added = call.services().alerts().mute(call.context(), kind, subject, period);
    return ConsoleResponse.created(AlertJson.render(added));
  }

  private static ConsoleResponse unmute(ConsoleCall call) {
    call.services().alerts().unmute(call.context(), call.pathParameter("mute"));
    return new NoContent(204, Map.of());
  }
}
