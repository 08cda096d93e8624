package org.nexusauth.console;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.http.RouteTable;
import org.nexusauth.console.page.directory.IntegrationListPage;
import org.nexusauth.console.page.directory.StartPage;

/** The table of all pages. */
final class PageRoutes {
  private PageRoutes() {}

  static RouteTable table(Clock clock) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(StartPage.routes());
    routes.addAll(new IntegrationListPage(clock).routes());
    return new RouteTable(routes);
  }
}
