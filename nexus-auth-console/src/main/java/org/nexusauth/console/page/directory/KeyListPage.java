package org.nexusauth.console.page.directory;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.QueryReader;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.console.page.Pager;
import org.nexusauth.console.page.directory.IntegrationListPage.Filters;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/**
 * The keys of an organization.
 *
 * @param clock computes states and since when a key must be unused
 */
public record KeyListPage(Clock clock) {
  private static final List<String> FILTERS =
      List.of("q", "state", "environment", "unusedFor", "expiresBefore", "plan");
  private static final List<Integer> UNUSED_DAYS = List.of(30, 90, 180, 365);

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(
        Route.page("/organizations/{organization}/keys", Role.VIEWER, this::showPage)
            .inPages()
            .withQuery(FILTERS.toArray(String[]::new)));
  }

  /**
   * What it shows.
   *
   * @param organization the organization
   * @param filters the filters
   * @param rows a part of the list
   * @param pager the way through it
   */
  public record KeyListView(
      Organization organization, Filters filters, List<KeyRow> rows, Pager pager) {
    /** Returns the numbers of days that the filter of unused keys offers. */
    public List<Integer> unusedChoices() {
      return UNUSED_DAYS;
    }
  }

  /**
   * A row.
   *
   * @param key the key
   * @param integration its integration; null when it is not recorded
   */
  public record KeyRow(ApiKeyView key, @Nullable Integration integration) {}

  private ConsoleResponse showPage(ConsoleCall call) {
    QueryReader query = call.query();
    Filters filters = Filters.read(query, FILTERS);
    PageRequest page = query.readPage();
    ApiKeyQuery wanted = readQuery(call, clock.instant());
    query.finish();
    Organization organization =
        call.services().organizations().get(call.operator(), call.organization());
    ResultPage<ApiKeyView> found = call.services().apiKeys().list(call.operator(), wanted, page);
    KeyListView view =
        new KeyListView(
            organization,
            filters,
            rowsOf(call, found.items()),
            Pager.of(filters.values(), page.cursor(), found.nextCursor()));
    return ConsoleResponse.page(new HtmlPage("directory/keys", "Keys", Section.KEYS, view));
  }

  private static ApiKeyQuery readQuery(ConsoleCall call, Instant now) {
    QueryReader query = call.query();
    return new ApiKeyQuery(
            call.organization(),
            null,
            null,
            query.readValue("state", ValueFormats.choice(List.of(KeyState.values()))),
            query.readValue("expiresBefore", KeyListPage::readStartOfDay),
            query.readValue("unusedFor", text -> now.minus(ValueFormats.readDuration(text))),
            query.readText("q"),
            query.readText("plan"),
            now)
        .withEnvironment(
            query.readValue("environment", ValueFormats.choice(List.of(Environment.values()))));
  }

  private static Instant readStartOfDay(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Expected a date, for example 2026-11-30.", e);
    }
  }

  static List<KeyRow> rowsOf(ConsoleCall call, List<ApiKeyView> keys) {
    List<String> ids = keys.stream().map(key -> key.record().ref().integrationId()).toList();
    Map<String, Integration> integrations =
        call.services().integrations().findByIds(call.operator(), call.organization(), ids);
    return keys.stream()
        .map(key -> new KeyRow(key, integrations.get(key.record().ref().integrationId())))
        .toList();
  }
}
