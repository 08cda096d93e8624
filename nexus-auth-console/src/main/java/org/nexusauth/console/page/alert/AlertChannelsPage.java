package org.nexusauth.console.page.alert;

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
import org.nexusauth.console.page.Pager;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.AlertChannelView;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The channels by which people are notified, and what was sent by them. For admins. */
public final class AlertChannelsPage {
  private static final String PATH = "/alert-channels";

  private AlertChannelsPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.ADMIN, AlertChannelsPage::showChannels).inPages(),
        Route.form(PATH + "/test", Role.ADMIN, AlertChannelsPage::sendTest));
  }

  /**
   * What it shows.
   *
   * @param channels the channels that are set up
   * @param quietHours the quiet hours, as they are set
   * @param deliveries what was sent, the newest first
   * @param pager the way through the list
   * @param errors why no test was sent
   */
  public record AlertChannelsView(
      List<AlertChannelView> channels,
      String quietHours,
      List<AlertDelivery> deliveries,
      Pager pager,
      FormErrors errors) {}

  private static ConsoleResponse showChannels(ConsoleCall call) {
    PageRequest page = call.query().readPage();
    call.query().finish();
    return render(call, page, FormErrors.NONE);
  }

  private static Html render(ConsoleCall call, PageRequest page, FormErrors errors) {
    ResultPage<AlertDelivery> found =
        call.services().alertChannels().listDeliveries(call.operator(), page);
    AlertChannelsView view =
        new AlertChannelsView(
            call.services().alertChannels().list(call.operator()),
            call.services().alertChannels().quietHours(),
            found.items(),
            Pager.of(Map.of(), page.cursor(), found.nextCursor()),
            errors);
    return ConsoleResponse.page(
            new HtmlPage("alert/channels", "Channels of alerts", Section.ALERTS, view))
        .withStatus(errors.status());
  }

  private static ConsoleResponse sendTest(ConsoleCall call) {
    call.form().finish();
    try {
      call.services().alertChannels().sendTest(call.context());
    } catch (ManagementException e) {
      return render(call, new PageRequest(50, null), FormErrors.from(e));
    }
    return ConsoleResponse.redirect("alert-channels").withNotice(Notice.TEST_SENT.parameter());
  }
}
