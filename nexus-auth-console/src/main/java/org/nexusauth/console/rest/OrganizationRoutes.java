package org.nexusauth.console.rest;

import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.DirectoryJson;
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

  private static ConsoleResponse showOperator(ConsoleCall call) {
    return ConsoleResponse.ok(DirectoryJson.render(call.operator()));
  }

  private static ConsoleResponse listPage(ConsoleCall call) {
    PageRequest page = call.query().readPage();
    call.query().finish();
    return ConsoleResponse.ok(
        DirectoryJson.renderPage(
            call.services().organizations().list(call.operator(), page), DirectoryJson::render));
  }

  private static ConsoleResponse create(ConsoleCall call) {
    String id = call.body().requireText("id");
    String name = call.body().requireText("name");
    call.body().finish();
    Organization created = call.services().organizations().create(call.context(), id, name);
    return ConsoleResponse.created(DirectoryJson.render(created))
        .withVersion(created.version())
        .withLocation(List.of("organizations", created.id()));
  }

  private static ConsoleResponse show(ConsoleCall call) {
    return answer(call.services().organizations().get(call.operator(), call.organization()));
  }

  private static ConsoleResponse rename(ConsoleCall call) {
    String name = call.body().requireText("name");
    call.body().finish();
    return answer(
        call.services()
            .organizations()
            .rename(call.context(), call.organization(), name, call.version()));
  }

  private static ConsoleResponse answer(Organization organization) {
    return ConsoleResponse.ok(DirectoryJson.render(organization))
        .withVersion(organization.version());
  }
}
