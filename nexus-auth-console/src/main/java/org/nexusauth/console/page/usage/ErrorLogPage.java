package org.nexusauth.console.page.usage;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.Pager;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DeniedRequest;

/** The error log: denials of genuine keys one by one, the newest first. */
public final class ErrorLogPage {
  private final Clock clock;

  /** Makes the page. */
  public ErrorLogPage(Clock clock) {
    this.clock = clock;
  }

  /** Returns its routes. */
  public List<Route> routes() {
    return Stream.of(UsagePlace.ORGANIZATION, UsagePlace.INTEGRATION, UsagePlace.KEY)
        .map(
            place ->
                Route.page(place + "/errors", Role.VIEWER, this::showErrors)
                    .inPages()
                    .withQuery(ErrorLogFilters.NAMES))
        .toList();
  }

  /**
   * What it shows.
   *
   * @param place whose denials they are
   * @param used whether usage is counted
   * @param filters the filters
   * @param denials the denials
   * @param pager the way through the list
   */
  public record ErrorLogView(
      UsagePlace place,
      boolean used,
      ErrorLogFilters filters,
      List<DeniedRequest> denials,
      Pager pager) {}

  private ConsoleResponse showErrors(ConsoleCall call) {
    UsagePlace place = UsagePlace.read(call, "errors");
    PageRequest page = call.query().readPage();
    ErrorLogFilters filters = ErrorLogFilters.read(call.query());
    boolean used = call.services().usage().isUsed();
    DenialPage found = new DenialPage(List.of(), null);
    if (used && filters.errors().isEmpty()) {
      found =
          call.services()
              .usage()
              .listDenials(call.operator(), filters.toQuery(place.scope(), page, clock.instant()));
    }
    ErrorLogView view =
        new ErrorLogView(
            place, used, filters, found.denials(), filters.pager(page.cursor(), found.next()));
    return ConsoleResponse.page(
            new HtmlPage("usage/errors", place.title("Error log"), Section.USAGE, view))
        .withStatus(filters.errors().status());
  }
}
