package org.nexusauth.console.page.alert;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Notice;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.AlertRuleView;
import org.nexusauth.management.alert.AlertView;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.problem.ManagementException;

/** One alert: what was found, what to do, and who looks after it. */
public final class AlertPage {
  private static final String PATH = "/alerts/{alert}";
  private static final Map<String, Duration> PERIODS = periods();

  private AlertPage() {}

  private static Map<String, Duration> periods() {
    Map<String, Duration> periods = new LinkedHashMap<>();
    periods.put("1 hour", Duration.ofHours(1));
    periods.put("24 hours", Duration.ofHours(24));
    periods.put("7 days", Duration.ofDays(7));
    periods.put("30 days", Duration.ofDays(30));
    return periods;
  }

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.VIEWER, AlertPage::showAlert),
        Route.form(PATH + "/acknowledge", Role.OPERATOR, AlertPage::acknowledge),
        Route.form(PATH + "/mute", Role.OPERATOR, AlertPage::mute));
  }

  /**
   * What it shows.
   *
   * @param found the alert
   * @param rule its rule
   * @param note the note in the field
   * @param errors what is wrong
   */
  public record AlertDetailView(
      AlertView found, AlertRuleView rule, String note, FormErrors errors) {

    /** Returns the alert. */
    public Alert alert() {
      return found.alert();
    }

    /** Returns for how long its rule can be muted, in words. */
    public List<String> mutePeriods() {
      return List.copyOf(PERIODS.keySet());
    }
  }

  private static ConsoleResponse showAlert(ConsoleCall call) {
    return render(call, "", FormErrors.NONE);
  }

  private static Html render(ConsoleCall call, String note, FormErrors errors) {
    AlertView found = call.services().alerts().get(call.operator(), call.pathParameter("alert"));
    Alert alert = found.alert();
    AlertRuleView rule =
        call.services()
            .alerts()
            .getRule(call.operator(), alert.subject().organizationId(), alert.kind());
    AlertDetailView view = new AlertDetailView(found, rule, note, errors);
    return ConsoleResponse.page(
            new HtmlPage("alert/alert", rule.description().title(), Section.ALERTS, view))
        .withStatus(errors.status());
  }

  private static ConsoleResponse acknowledge(ConsoleCall call) {
    String note = call.form().readText("note");
    ExpectedVersion version = call.form().readVersion("version");
    call.form().finish();
    String id = call.pathParameter("alert");
    try {
      call.services().alerts().acknowledge(call.context(), id, note, version);
    } catch (ManagementException e) {
      if (e.kind() == ManagementException.Kind.NOT_FOUND) {
        throw e;
      }
      return render(call, note, FormErrors.from(e));
    }
    return ConsoleResponse.redirect("alerts", id).withNotice(Notice.ALERT_ACKNOWLEDGED.parameter());
  }

  private static ConsoleResponse mute(ConsoleCall call) {
    Duration period = PERIODS.get(call.form().readText("period"));
    call.form().finish();
    if (period == null) {
      throw ProblemException.invalid("period", "Choose one of the periods.");
    }
    String id = call.pathParameter("alert");
    Alert alert = call.services().alerts().get(call.operator(), id).alert();
    call.services().alerts().mute(call.context(), alert.kind(), alert.subject(), period);
    return ConsoleResponse.redirect("alerts", id).withNotice(Notice.ALERTS_MUTED.parameter());
  }
}
