package org.nexusauth.console.rest.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.NoContent;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.AlertJson;
import org.nexusauth.console.json.DirectoryJson;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.AlertChannels;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.store.PageRequest;

/** Channels by which people are notified of alerts, and what was sent. */
final class AlertChannelRoutes {
  private static final String CHANNELS = "/alert-channels";
  private static final String DELIVERIES = "/alert-deliveries";

  private AlertChannelRoutes() {}

  static List<Route> list() {
    return List.of(
        Route.get(CHANNELS, Role.ADMIN, AlertChannelRoutes::listChannels),
        Route.post(CHANNELS + "/test", Role.ADMIN, AlertChannelRoutes::sendTest),
        Route.post(CHANNELS + "/{channel}/restart", Role.ADMIN, AlertChannelRoutes::restart),
        Route.get(DELIVERIES, Role.ADMIN, AlertChannelRoutes::listDeliveries).inPages(),
        Route.get(DELIVERIES + "/{delivery}", Role.ADMIN, AlertChannelRoutes::showDelivery));
  }

  private static ConsoleResponse listChannels(ConsoleCall call) {
    AlertChannels channels = call.services().alertChannels();
    ObjectNode answer = AlertJson.renderAll(channels.list(call.operator()), AlertJson::render);
    answer.put("quietHours", channels.quietHours());
    return ConsoleResponse.ok(answer);
  }

  private static ConsoleResponse sendTest(ConsoleCall call) {
    call.body().finish();
    return ConsoleResponse.ok(
        AlertJson.renderAll(
            call.services().alertChannels().sendTest(call.context()), AlertJson::render));
  }

  private static ConsoleResponse restart(ConsoleCall call) {
    call.body().finish();
    AlertChannel channel =
        AlertChannel.find(call.pathParameter("channel"))
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ProblemType.NOT_FOUND,
                        "There is no such channel. The channels are webhook and mail."));
    call.services().alertChannels().restart(call.context(), channel);
    return new NoContent(204, Map.of());
  }

  private static ConsoleResponse listDeliveries(ConsoleCall call) {
    PageRequest page = call.query().readPage();
    call.query().finish();
    return ConsoleResponse.ok(
        DirectoryJson.renderPage(
            call.services().alertChannels().listDeliveries(call.operator(), page),
            AlertJson::render));
  }

  private static ConsoleResponse showDelivery(ConsoleCall call) {
    return ConsoleResponse.ok(
        AlertJson.render(
            call.services()
                .alertChannels()
                .getDelivery(call.operator(), call.pathParameter("delivery"))));
  }
}
