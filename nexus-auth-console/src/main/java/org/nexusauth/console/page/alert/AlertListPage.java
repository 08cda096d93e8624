package org.nexusauth.console.page.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.QueryReader;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.console.page.Notice;
import org.nexusauth.console.page.Pager;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.AlertFilter;
import org.nexusauth.management.alert.AlertView;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.AlertState;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The alerts of an organization, open ones first, and what is muted there. */
public final class AlertListPage {
  static final String PATH = "/organizations/{organization}/alerts";

  private static final String[] FILTERS = {"state", "severity", "rule"};

  private AlertListPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.VIEWER, AlertListPage::showAlerts).inPages().withQuery(FILTERS),
        Route.form(PATH + "/unmute", Role.OPERATOR, AlertListPage::unmute));
  }

  /**
   * What it shows.
   *
   * @param organization the id of the organization
   * @param filters the values of the filters by their names
   * @param alerts the alerts
   * @param mutes the mutes in force
   * @param pager the way through the list
   */
  public record AlertListView(
      String organization,
      Map<String, String> filters,
      List<AlertView> alerts,
      List<AlertMute> mutes,
      Pager pager) {

    /** Returns whether a filter has a value. */
    public boolean has(String name, String value) {
      return value.equals(filters.get(name));
    }

    /** Returns whether anything is filtered. */
    public boolean isFiltered() {
      return filters.values().stream().anyMatch(value -> !value.isEmpty());
    }
  }

  private static ConsoleResponse showAlerts(ConsoleCall call) {
    QueryReader query = call.query();
    PageRequest page = query.readPage();
    AlertFilter filter =
        AlertFilter.ofOrganization(call.organization())
            .with(
                query.readValue("rule", AlertListPage::parseKind),
                query.readValue("severity", ValueFormats.choice(List.of(AlertSeverity.values()))))
            .withState(query.readValue("state", ValueFormats.choice(List.of(AlertState.values()))));
    query.finish();
    String organization = call.requireOrganization();
    ResultPage<AlertView> found = call.services().alerts().list(call.operator(), filter, page);
    Map<String, String> filters = new LinkedHashMap<>();
    for (String name : FILTERS) {
      filters.put(name, Objects.requireNonNullElse(query.readText(name), ""));
    }
    Map<String, @Nullable String> parameters = new LinkedHashMap<>(filters);
    AlertListView view =
        new AlertListView(
            organization,
            filters,
            found.items(),
            call.services().alerts().listMutes(call.operator(), organization),
            Pager.of(parameters, page.cursor(), found.nextCursor()));
    return ConsoleResponse.page(new HtmlPage("alert/alerts", "Alerts", Section.ALERTS, view));
  }

  private static AlertKind parseKind(String code) {
    return AlertKind.find(code)
        .orElseThrow(() -> new IllegalArgumentException("There is no such rule."));
  }

  private static ConsoleResponse unmute(ConsoleCall call) {
    String id = call.form().readText("mute");
    call.form().finish();
    call.services().alerts().unmute(call.context(), id);
    return ConsoleResponse.redirect("organizations", call.organization(), "alerts")
        .withNotice(Notice.ALERTS_UNMUTED.parameter());
  }
}
