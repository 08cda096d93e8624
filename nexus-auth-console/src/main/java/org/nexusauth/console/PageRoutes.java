package org.nexusauth.console;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.http.RouteTable;
import org.nexusauth.console.limit.KeyLimitReader;
import org.nexusauth.console.page.NodeState;
import org.nexusauth.console.page.alert.AlertChannelsPage;
import org.nexusauth.console.page.alert.AlertListPage;
import org.nexusauth.console.page.alert.AlertPage;
import org.nexusauth.console.page.alert.AlertRulesPage;
import org.nexusauth.console.page.apikey.GenerateKeyPage;
import org.nexusauth.console.page.apikey.KeyPage;
import org.nexusauth.console.page.audit.AuditPage;
import org.nexusauth.console.page.check.KeyCheckPage;
import org.nexusauth.console.page.directory.DirectoryRoutes;
import org.nexusauth.console.page.plan.KeyPlanPages;
import org.nexusauth.console.page.plan.PlanPage;
import org.nexusauth.console.page.plan.PlansPage;
import org.nexusauth.console.page.reveal.EnvFile;
import org.nexusauth.console.page.reveal.FirstUse;
import org.nexusauth.console.page.reveal.KeyReveal;
import org.nexusauth.console.page.reveal.ProtectedApi;
import org.nexusauth.console.page.revocation.BulkRevocationPage;
import org.nexusauth.console.page.revocation.RevocationPage;
import org.nexusauth.console.page.rotation.RotationPage;
import org.nexusauth.console.page.rotation.RotationStartPage;
import org.nexusauth.console.page.signing.SigningKeyPages;
import org.nexusauth.console.page.usage.ErrorLogPage;
import org.nexusauth.console.page.usage.UsagePage;

/** The table of all pages. */
final class PageRoutes {
  private PageRoutes() {}

  /**
   * Returns it.
   *
   * @param api returns what is known of the API that keys guard
   * @param node this node, as its gates know it
   * @param limits reads what is left of keys' limits
   */
  static RouteTable table(
      Clock clock, Supplier<ProtectedApi> api, NodeState node, KeyLimitReader limits) {
    List<Route> routes = new ArrayList<>();
    KeyCheckPage check = new KeyCheckPage(node);
    routes.addAll(DirectoryRoutes.list(clock, check));
    routes.addAll(PlansPage.routes());
    routes.addAll(PlanPage.routes());
    KeyPlanPages keyPlans = new KeyPlanPages(clock, limits);
    routes.addAll(keyPlans.routes());
    KeyReveal reveal = new KeyReveal(api);
    routes.addAll(new GenerateKeyPage(clock, reveal).routes());
    routes.addAll(new KeyPage(clock, keyPlans).routes());
    routes.addAll(new FirstUse(clock).routes());
    routes.addAll(EnvFile.routes());
    routes.addAll(RevocationPage.routes());
    routes.addAll(BulkRevocationPage.routes());
    routes.addAll(new RotationStartPage(clock, reveal).routes());
    routes.addAll(RotationPage.routes());
    routes.addAll(check.routes());
    routes.addAll(UsagePage.routes());
    routes.addAll(new ErrorLogPage(clock).routes());
    routes.addAll(AlertListPage.routes());
    routes.addAll(AlertPage.routes());
    routes.addAll(AlertRulesPage.routes());
    routes.addAll(AlertChannelsPage.routes());
    routes.addAll(AuditPage.routes());
    routes.addAll(SigningKeyPages.routes(node));
    return new RouteTable(routes);
  }
}
