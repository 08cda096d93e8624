package org.nexusauth.console.page.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.Pager;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The audit log: of one organization, and, for admins, of all. */
public final class AuditPage {
  private static final String ALL = "/audit";
  private static final String INTEGRATION = "integrationId";
  private static final String OF_ORGANIZATION = "/organizations/{organization}/audit";
  private static final Map<String, String> DOWNLOAD =
      Map.of("Content-Disposition", "attachment; filename=\"audit.jsonl\"");

  private AuditPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(OF_ORGANIZATION, Role.VIEWER, AuditPage::showList)
            .inPages()
            .withQuery(AuditFilters.NAMES),
        Route.page(ALL, Role.ADMIN, AuditPage::showList).inPages().withQuery(AuditFilters.NAMES),
        Route.page(OF_ORGANIZATION + "/export", Role.VIEWER, AuditPage::exportEvents)
            .withQuery(AuditFilters.NAMES),
        Route.page(ALL + "/export", Role.ADMIN, AuditPage::exportEvents)
            .withQuery(AuditFilters.NAMES),
        Route.page(OF_ORGANIZATION + "/keys/{key}", Role.VIEWER, AuditPage::leadToKey),
        Route.form(ALL + "/verification", Role.ADMIN, AuditChainPage::verify));
  }

  /**
   * What it shows.
   *
   * @param organization the id of the organization; null for all
   * @param filters the filters
   * @param rows the events, the newest first
   * @param pager the way through the list
   */
  public record AuditView(
      @Nullable String organization, AuditFilters filters, List<AuditRow> rows, Pager pager) {

    /** Returns the segments of its address. */
    public String[] path() {
      if (organization == null) {
        return new String[] {"audit"};
      }
      return new String[] {"organizations", organization, "audit"};
    }

    /** Returns the segments of the address of its download. */
    public String[] exportPath() {
      if (organization == null) {
        return new String[] {"audit", "export"};
      }
      return new String[] {"organizations", organization, "audit", "export"};
    }
  }

  private static ConsoleResponse showList(ConsoleCall call) {
    PageRequest page = call.query().readPage();
    AuditFilters filters = AuditFilters.read(call.query(), findOrganizations(call));
    if (!filters.errors().isEmpty()) {
      return renderList(call, filters, new ResultPage<>(List.of(), null), page)
          .withStatus(filters.errors().status());
    }
    ResultPage<AuditEvent> events =
        call.services().auditLog().list(call.operator(), filters.query(), page);
    return renderList(call, filters, events, page);
  }

  private static Html renderList(
      ConsoleCall call, AuditFilters filters, ResultPage<AuditEvent> events, PageRequest page) {
    Map<String, @Nullable String> parameters = new LinkedHashMap<>(filters.parameters());
    AuditView view =
        new AuditView(
            call.path().get("organization"),
            filters,
            events.items().stream()
                .map(event -> AuditRow.of(event, call.operator().role()))
                .toList(),
            Pager.of(parameters, page.cursor(), events.nextCursor()));
    return ConsoleResponse.page(new HtmlPage("audit", "Audit", Section.AUDIT, view));
  }

  private static ConsoleResponse exportEvents(ConsoleCall call) {
    AuditFilters filters = AuditFilters.read(call.query(), findOrganizations(call));
    if (!filters.errors().isEmpty()) {
      throw ProblemException.invalid(filters.errors().fields());
    }
    return new ConsoleResponse.Streamed(
        "application/jsonl",
        DOWNLOAD,
        out -> call.services().auditLog().export(call.operator(), filters.query(), out));
  }

  /** Leads from the id of a key to its page: the event that recorded it names its integration. */
  private static ConsoleResponse leadToKey(ConsoleCall call) {
    String key = call.pathParameter("key");
    String organization = call.requireOrganization();
    AuditQuery query = new AuditQuery(Set.of(organization), null, null, key, null, null);
    String integration =
        call.services()
            .auditLog()
            .findOldest(call.operator(), query, AuditPage::recordsKey)
            .map(event -> event.after().get(INTEGRATION))
            .orElseThrow(AuditPage::notRecorded);
    return ConsoleResponse.redirect(
        "organizations", organization, "integrations", integration, "keys", key);
  }

  private static boolean recordsKey(AuditEvent event) {
    return event.subjectKind().equals("key") && event.after().containsKey(INTEGRATION);
  }

  private static ProblemException notRecorded() {
    return ProblemException.of(
        ProblemType.NOT_FOUND,
        "The audit log does not say to which integration this key belongs. Search for its id.");
  }

  private static @Nullable Set<String> findOrganizations(ConsoleCall call) {
    if (call.path().containsKey("organization")) {
      return Set.of(call.requireOrganization());
    }
    return null;
  }
}
