package org.nexusauth.console.rest;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.QueryReader;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.DirectoryJson;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageRequest;

/**
 * Integrations of an organization.
 *
 * @param clock computes from a duration since when an integration must be unused
 */
record IntegrationRoutes(Clock clock) {
  private static final String ALL = "/organizations/{organization}/integrations";
  private static final String ONE = ALL + "/{integration}";

  List<Route> list() {
    return List.of(
        Route.get(ALL, Role.VIEWER, this::listPage)
            .inPages()
            .withQuery("q", "agent", "disabled", "expiring", "unusedFor"),
        Route.post(ALL, Role.OPERATOR, IntegrationRoutes::create),
        Route.get(ONE, Role.VIEWER, IntegrationRoutes::show),
        Route.patch(ONE, Role.OPERATOR, IntegrationRoutes::rename),
        Route.post(ONE + "/disable", Role.OPERATOR, IntegrationRoutes::disable).requireVersion(),
        Route.post(ONE + "/enable", Role.OPERATOR, IntegrationRoutes::enable).requireVersion(),
        Route.get(ONE + "/key-counts", Role.VIEWER, IntegrationRoutes::countKeys));
  }

  private ConsoleResponse listPage(ConsoleCall call) {
    QueryReader query = call.query();
    Instant now = clock.instant();
    PageRequest page = query.readPage();
    IntegrationQuery wanted =
        new IntegrationQuery(
            call.organization(),
            query.readText("agent"),
            query.readValue("disabled", ValueFormats::readFlag),
            query.readValue("expiring", ValueFormats::readFlag),
            query.readValue("unusedFor", text -> now.minus(ValueFormats.readDuration(text))),
            query.readText("q"),
            now);
    query.finish();
    call.requireOrganization();
    return ConsoleResponse.ok(
        DirectoryJson.renderPage(
            call.services().integrations().list(call.operator(), wanted, page),
            DirectoryJson::render));
  }

  private static ConsoleResponse create(ConsoleCall call) {
    String name = call.body().requireText("name");
    String agentId = call.body().requireText("agentId");
    call.body().finish();
    Integration created =
        call.services().integrations().create(call.context(), call.organization(), name, agentId);
    return ConsoleResponse.created(DirectoryJson.render(created))
        .withVersion(created.version())
        .withLocation(
            List.of("organizations", created.organizationId(), "integrations", created.id()));
  }

  private static ConsoleResponse show(ConsoleCall call) {
    return answer(
        call.services().integrations().get(call.operator(), call.organization(), idOf(call)));
  }

  private static ConsoleResponse rename(ConsoleCall call) {
    String name = call.body().requireText("name");
    call.body().finish();
    return answer(
        call.services()
            .integrations()
            .rename(call.context(), call.organization(), idOf(call), name, call.version()));
  }

  private static ConsoleResponse disable(ConsoleCall call) {
    String reason = call.body().requireText("reason");
    call.body().finish();
    return answer(
        call.services()
            .integrations()
            .disable(call.context(), call.organization(), idOf(call), reason, call.version()));
  }

  private static ConsoleResponse enable(ConsoleCall call) {
    call.body().finish();
    return answer(
        call.services()
            .integrations()
            .enable(call.context(), call.organization(), idOf(call), call.version()));
  }

  private static ConsoleResponse countKeys(ConsoleCall call) {
    return ConsoleResponse.ok(
        DirectoryJson.renderCounts(
            call.services()
                .integrations()
                .countKeys(call.operator(), call.organization(), idOf(call))));
  }

  private static String idOf(ConsoleCall call) {
    return call.pathParameter("integration");
  }

  private static ConsoleResponse answer(Integration integration) {
    return ConsoleResponse.ok(DirectoryJson.render(integration)).withVersion(integration.version());
  }
}
