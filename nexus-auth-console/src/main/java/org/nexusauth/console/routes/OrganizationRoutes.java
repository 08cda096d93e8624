package org.nexusauth.console.routes;

import java.util.List;
import org.nexusauth.console.api.ApiCall;
import org.nexusauth.console.api.ApiResponse;
import org.nexusauth.console.api.Route;
import org.nexusauth.console.json.RecordJson;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.store.PageRequest;

/** Organizations, and who calls. */
final class OrganizationRoutes {
  private static final String ALL = "/organizations";
  private static final String ONE = "/organizations/{organization}";

  private OrganizationRoutes() {}

  static List<Route> list() {
    return List.of(
        Route.get("/operator", Role.VIEWER, OrganizationRoutes::showOperator),
        Route.get(ALL, Role.VIEWER, OrganizationRoutes::listPage).inPages(),
        Route.post(ALL, Role.ADMIN, OrganizationRoutes::create),
        Route.get(ONE, Role.VIEWER, OrganizationRoutes::show),
        Route.patch(ONE, Role.ADMIN, OrganizationRoutes::rename));
  }

  private static ApiResponse showOperator(ApiCall call) {
    return ApiResponse.ok(RecordJson.render(call.operator()));
  }

  private static ApiResponse listPage(ApiCall call) {
    PageRequest page = call.query().readPage();
    call.query().finish();
    return ApiResponse.ok(
        RecordJson.renderPage(
            call.services().organizations().list(call.operator(), page), RecordJson::render));
  }

  private static ApiResponse create(ApiCall call) {
    String id = call.body().requireText("id");
    String name = call.body().requireText("name");
    call.body().finish();
    Organization created = call.services().organizations().create(call.context(), id, name);
    return ApiResponse.created(RecordJson.render(created))
        .withVersion(created.version())
        .withLocation(List.of("organizations", created.id()));
  }

  private static ApiResponse show(ApiCall call) {
    return answer(call.services().organizations().get(call.operator(), call.organization()));
  }

  private static ApiResponse rename(ApiCall call) {
    String name = call.body().requireText("name");
    call.body().finish();
    return answer(
        call.services()
            .organizations()
            .rename(call.context(), call.organization(), name, call.version()));
  }

  private static ApiResponse answer(Organization organization) {
    return ApiResponse.ok(RecordJson.render(organization)).withVersion(organization.version());
  }
}
