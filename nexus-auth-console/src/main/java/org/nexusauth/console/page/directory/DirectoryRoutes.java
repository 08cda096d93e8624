package org.nexusauth.console.page.directory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.check.KeyCheckPage;

/** The pages of organizations, agents, integrations and lists of keys. */
public final class DirectoryRoutes {
  private DirectoryRoutes() {}

  /**
   * Returns their routes.
   *
   * @param check answers when the text of a key is searched for
   */
  public static List<Route> list(Clock clock, KeyCheckPage check) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(StartPage.routes());
    routes.addAll(OrganizationListPage.routes());
    routes.addAll(new IntegrationListPage(clock).routes());
    routes.addAll(NewIntegrationPage.routes());
    routes.addAll(new IntegrationPage(clock).routes());
    routes.addAll(IntegrationSettingsPage.routes());
    routes.addAll(new KeyListPage(clock).routes());
    routes.addAll(new SearchPage(clock, check).routes());
    routes.addAll(AgentListPage.routes());
    routes.addAll(new AgentDetailPage(clock).routes());
    return routes;
  }
}
