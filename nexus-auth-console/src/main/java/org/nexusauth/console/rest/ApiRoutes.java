package org.nexusauth.console.rest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.http.RouteTable;
import org.nexusauth.console.limit.KeyLimitReader;
import org.nexusauth.console.rest.alert.AlertRoutes;
import org.nexusauth.console.rest.usage.UsageRoutes;
import org.nexusauth.management.access.Role;

/** The table of all routes. */
public final class ApiRoutes {
  private ApiRoutes() {}

  /**
   * Returns the table.
   *
   * @param limits reads what is left of keys' limits
   */
  public static RouteTable table(Clock clock, KeyLimitReader limits) {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get("/openapi.json", Role.VIEWER, call -> OpenApiFile.read()));
    routes.addAll(OrganizationRoutes.list());
    routes.addAll(AgentRoutes.list());
    routes.addAll(new IntegrationRoutes(clock).list());
    routes.addAll(new ApiKeyRoutes(clock).list());
    routes.addAll(KeyEndRoutes.list());
    routes.addAll(new PlanRoutes(limits).list());
    routes.addAll(SigningKeyRoutes.list());
    routes.addAll(new UsageRoutes(clock).list());
    routes.addAll(AlertRoutes.list());
    routes.addAll(AuditRoutes.list());
    return new RouteTable(routes);
  }
}
