package org.nexusauth.console.page.directory;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.Pager;
import org.nexusauth.console.page.RecentUsage;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.usage.store.UsageSeries;

/**
 * An integration: its keys.
 *
 * @param clock computes the keys' states
 */
public record IntegrationPage(Clock clock) {
  static final String PATH = IntegrationListPage.PATH + "/{integration}";

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(Route.page(PATH, Role.VIEWER, this::showPage).inPages());
  }

  /**
   * What it shows.
   *
   * @param head the integration
   * @param counts its keys by state, by the records
   * @param live keys of this part of the list that have not ended
   * @param ended the others
   * @param pager the way through the list
   * @param days the last 24 hours of the keys; empty where there are no figures
   */
  public record IntegrationView(
      IntegrationHead head,
      Map<KeyState, Long> counts,
      List<ApiKeyView> live,
      List<ApiKeyView> ended,
      Pager pager,
      Map<KeyRef, UsageSeries> days) {

    /** Returns how many keys are in which state, in words. */
    public String summary() {
      return KeyCounts.describe(counts);
    }

    /** Returns whether it never had a key. */
    public boolean hasNoKeys() {
      return live.isEmpty() && ended.isEmpty() && pager.isFirst() && pager.next() == null;
    }
  }

  private ConsoleResponse showPage(ConsoleCall call) {
    PageRequest page = call.query().readPage();
    call.query().finish();
    IntegrationHead head = IntegrationHead.read(call, "keys");
    String id = head.integration().id();
    ApiKeyQuery query =
        new ApiKeyQuery(call.organization(), id, null, null, null, null, null, clock.instant());
    ResultPage<ApiKeyView> found = call.services().apiKeys().list(call.operator(), query, page);
    IntegrationView view =
        new IntegrationView(
            head,
            call.services().integrations().countKeys(call.operator(), call.organization(), id),
            found.items().stream().filter(key -> !hasEnded(key)).toList(),
            found.items().stream().filter(IntegrationPage::hasEnded).toList(),
            Pager.of(Map.of(), page.cursor(), found.nextCursor()),
            RecentUsage.ofKeys(
                call, found.items().stream().map(key -> key.record().ref()).toList()));
    return ConsoleResponse.page(
        new HtmlPage(
            "directory/integration", head.integration().name(), Section.INTEGRATIONS, view));
  }

  private static boolean hasEnded(ApiKeyView key) {
    return key.state() == KeyState.REVOKED || key.state() == KeyState.EXPIRED;
  }
}
