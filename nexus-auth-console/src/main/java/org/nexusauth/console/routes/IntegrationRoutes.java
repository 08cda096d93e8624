package org.nexusauth.console.routes;

import java.util.List;
import org.nexusauth.console.api.ApiCall;
import org.nexusauth.console.api.ApiResponse;
import org.nexusauth.console.api.QueryReader;
import org.nexusauth.console.api.Route;
import org.nexusauth.console.json.RecordJson;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageRequest;

/** Integrations of an organization. */
final class IntegrationRoutes {
  private static final String ALL = "/organizations/{organization}/integrations";
  private static final String ONE = ALL + "/{integration}";

  private IntegrationRoutes() {}

  static List<Route> list() {
    return List.of(
        Route.get(ALL, Role.VIEWER, IntegrationRoutes::listPage)
            .inPages()
            .withQuery("q", "agent", "disabled"),
        Route.post(ALL, Role.OPERATOR, IntegrationRoutes::create),
        Route.get(ONE, Role.VIEWER, IntegrationRoutes::show),
        Route.patch(ONE, Role.OPERATOR, IntegrationRoutes::rename),
        Route.post(ONE + "/disable", Role.OPERATOR, IntegrationRoutes::disable).requireVersion(),
        Route.post(ONE + "/enable", Role.OPERATOR, IntegrationRoutes::enable).requireVersion(),
        Route.get(ONE + "/key-counts", Role.VIEWER, IntegrationRoutes::countKeys));
  }

  private static ApiResponse listPage(ApiCall call) {
    QueryReader query = call.query();
    PageRequest page = query.readPage();
    IntegrationQuery wanted =
        new IntegrationQuery(
            call.organization(),
            query.readText("agent"),
            query.readValue("disabled", ValueFormats::readFlag),
            query.readText("q"));
    query.finish();
    call.requireOrganization();
    return ApiResponse.ok(
        RecordJson.renderPage(
            call.services().integrations().list(call.operator(), wanted, page),
            RecordJson::render));
  }

  private static ApiResponse create(ApiCall call) {
    String name = call.body().requireText("name");
    String agentId = call.body().requireText("agentId");
    call.body().finish();
    Integration created =
        call.services().integrations().create(call.context(), call.organization(), name, agentId);
    return ApiResponse.created(RecordJson.render(created))
        .withVersion(created.version())
        .withLocation(
            List.of("organizations", created.organizationId(), "integrations", created.id()));
  }

  private static ApiResponse show(ApiCall call) {
    return answer(
        call.services().integrations().get(call.operator(), call.organization(), idOf(call)));
  }

  private static ApiResponse rename(ApiCall call) {
    String name = call.body().requireText("name");
    call.body().finish();
    return answer(
        call.services()
            .integrations()
            .rename(call.context(), call.organization(), idOf(call), name, call.version()));
  }

  private static ApiResponse disable(ApiCall call) {
    String reason = call.body().requireText("reason");
    call.body().finish();
    return answer(
        call.services()
            .integrations()
            .disable(call.context(), call.organization(), idOf(call), reason, call.version()));
  }

  private static ApiResponse enable(ApiCall call) {
    call.body().finish();
    return answer(
        call.services()
            .integrations()
            .enable(call.context(), call.organization(), idOf(call), call.version()));
  }

  private static ApiResponse countKeys(ApiCall call) {
    return ApiResponse.ok(
        RecordJson.renderCounts(
            call.services()
                .integrations()
                .countKeys(call.operator(), call.organization(), idOf(call))));
  }

  private static String idOf(ApiCall call) {
    return call.pathParameter("integration");
  }

  private static ApiResponse answer(Integration integration) {
    return ApiResponse.ok(RecordJson.render(integration)).withVersion(integration.version());
  }
}
