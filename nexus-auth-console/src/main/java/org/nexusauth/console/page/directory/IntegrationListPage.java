package org.nexusauth.console.page.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
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
import org.nexusauth.console.page.RecentUsage;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.IntegrationSummary;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.usage.store.UsageSeries;

/**
 * The integrations of an organization: the first page.
 *
 * @param clock computes states and since when an integration must be unused
 */
public record IntegrationListPage(Clock clock) {
  static final String PATH = "/organizations/{organization}/integrations";

  private static final String UNUSED_FOR = "P90D";

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.VIEWER, this::showPage)
            .inPages()
            .withQuery("q", "agent", "disabled", "expiring", "unusedFor"));
  }

  /**
   * What it shows.
   *
   * @param organization the organization
   * @param filters the filters
   * @param agents what the filter by agent offers
   * @param rows a part of the list
   * @param pager the way through it
   */
  public record IntegrationListView(
      Organization organization, Filters filters, AgentChoice agents, List<Row> rows, Pager pager) {
    /** Returns whether there are figures of usage. */
    public boolean hasUsage() {
      return rows.stream().anyMatch(row -> row.day() != null);
    }
  }

  /**
   * The filters, as texts.
   *
   * @param values by the name of their parameter; null or empty where nothing is filtered
   */
  public record Filters(Map<String, @Nullable String> values) {
    /** Returns the value of one; empty for none. */
    public String of(String name) {
      String value = values.get(name);
      if (value == null) {
        return "";
      }
      return value;
    }

    /** Returns whether one has a value. */
    public boolean has(String name, String value) {
      return of(name).equals(value);
    }

    /** Returns whether anything is filtered. */
    public boolean areSet() {
      return values.values().stream().anyMatch(value -> value != null && !value.isEmpty());
    }

    static Filters read(QueryReader query, List<String> names) {
      Map<String, @Nullable String> values = new LinkedHashMap<>();
      names.forEach(name -> values.put(name, query.readText(name)));
      return new Filters(values);
    }
  }

  /**
   * A row.
   *
   * @param integration the integration
   * @param agent its agent; null when it is not there any more
   * @param summary its keys
   * @param day its last 24 hours; null where there are no figures
   */
  public record Row(
      Integration integration,
      @Nullable Agent agent,
      IntegrationSummary summary,
      @Nullable UsageSeries day) {
    /** Returns how many keys are in which state, in words. */
    public String keys() {
      return KeyCounts.describe(summary.keys());
    }
  }

  private ConsoleResponse showPage(ConsoleCall call) {
    QueryReader query = call.query();
    Filters filters =
        Filters.read(query, List.of("q", "agent", "disabled", "expiring", "unusedFor"));
    PageRequest page = query.readPage();
    IntegrationQuery wanted = readQuery(call, clock.instant());
    query.finish();
    Organization organization =
        call.services().organizations().get(call.operator(), call.organization());
    ResultPage<Integration> found =
        call.services().integrations().list(call.operator(), wanted, page);
    IntegrationListView view =
        new IntegrationListView(
            organization,
            filters,
            AgentChoice.all(call),
            rowsOf(call, found.items()),
            Pager.of(filters.values(), page.cursor(), found.nextCursor()));
    return ConsoleResponse.page(
        new HtmlPage("directory/integrations", "Integrations", Section.INTEGRATIONS, view));
  }

  private static IntegrationQuery readQuery(ConsoleCall call, Instant now) {
    QueryReader query = call.query();
    return new IntegrationQuery(
        call.organization(),
        query.readText("agent"),
        query.readValue("disabled", ValueFormats::readFlag),
        query.readValue("expiring", ValueFormats::readFlag),
        query.readValue("unusedFor", text -> now.minus(ValueFormats.readDuration(text))),
        query.readText("q"),
        now);
  }

  private static List<Row> rowsOf(ConsoleCall call, List<Integration> integrations) {
    List<String> agentIds = integrations.stream().map(Integration::agentId).toList();
    Map<String, Agent> agents =
        call.services().agents().findByIds(call.operator(), call.organization(), agentIds);
    Map<String, IntegrationSummary> summaries =
        call.services()
            .integrations()
            .summarize(call.operator(), call.organization(), integrations);
    Map<String, UsageSeries> days =
        RecentUsage.ofIntegrations(call, integrations.stream().map(Integration::id).toList());
    return integrations.stream()
        .map(
            one ->
                new Row(
                    one,
                    agents.get(one.agentId()),
                    summaries.getOrDefault(one.id(), IntegrationSummary.NONE),
                    days.get(one.id())))
        .toList();
  }

  /** Returns the value of the filter that finds unused integrations. */
  public static String unusedFor() {
    return UNUSED_FOR;
  }
}
