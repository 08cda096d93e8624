package org.nexusauth.console.page.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.QueryReader;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/**
 * The integrations of an organization: the first page.
 *
 * @param clock computes states and since when an integration must be unused
 */
public record IntegrationListPage(Clock clock) {
  private static final String PATH = "/organizations/{organization}/integrations";

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.VIEWER, this::show)
            .inPages()
            .withQuery("q", "agent", "disabled", "expiring", "unusedFor"));
  }

  /**
   * What it shows.
   *
   * @param organization the organization
   * @param query the filters
   * @param integrations a part of the list
   */
  public record IntegrationListView(
      Organization organization, IntegrationQuery query, ResultPage<Integration> integrations) {}

  private ConsoleResponse show(ConsoleCall call) {
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
    Organization organization =
        call.services().organizations().get(call.operator(), call.organization());
    IntegrationListView view =
        new IntegrationListView(
            organization,
            wanted,
            call.services().integrations().list(call.operator(), wanted, page));
    return ConsoleResponse.page(
        new HtmlPage("integrations", "Integrations", Section.INTEGRATIONS, view));
  }
}
