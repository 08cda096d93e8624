package org.nexusauth.console.page.directory;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.FormReader;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Notice;
import org.nexusauth.console.page.RecentUsage;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageScope;

/** The settings of an integration: its name, and whether its keys are accepted. */
public final class IntegrationSettingsPage {
  private IntegrationSettingsPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    String one = IntegrationPage.PATH;
    return List.of(
        Route.page(one + "/settings", Role.VIEWER, IntegrationSettingsPage::showPage),
        Route.form(one + "/rename", Role.OPERATOR, IntegrationSettingsPage::renameFromForm),
        Route.page(one + "/disable", Role.OPERATOR, IntegrationSettingsPage::confirmDisable),
        Route.form(one + "/disable", Role.OPERATOR, IntegrationSettingsPage::disableFromForm),
        Route.form(one + "/enable", Role.OPERATOR, IntegrationSettingsPage::enableFromForm));
  }

  /**
   * What the settings show.
   *
   * @param head the integration
   * @param name the name in the field
   * @param errors what is wrong
   * @param suspendedKeys how many keys would be accepted if the integration were enabled
   */
  public record IntegrationSettingsView(
      IntegrationHead head, String name, FormErrors errors, long suspendedKeys) {}

  /**
   * What the question before disabling shows.
   *
   * @param head the integration
   * @param reason the reason that was typed
   * @param validKeys how many keys stop working
   * @param hour the requests of the last hour; null where there are no figures
   * @param errors what is wrong
   */
  public record DisableIntegrationView(
      IntegrationHead head,
      String reason,
      long validKeys,
      @Nullable RequestCounts hour,
      FormErrors errors) {}

  private static ConsoleResponse showPage(ConsoleCall call) {
    IntegrationHead head = IntegrationHead.read(call, "settings");
    return renderSettings(call, head, head.integration().name(), FormErrors.NONE);
  }

  private static Html renderSettings(
      ConsoleCall call, IntegrationHead head, String name, FormErrors errors) {
    long suspended = KeyCounts.countSuspended(countKeys(call));
    return ConsoleResponse.page(
            new HtmlPage(
                "directory/integrationsettings",
                "Settings of " + head.integration().name(),
                Section.INTEGRATIONS,
                new IntegrationSettingsView(head, name, errors, suspended)))
        .withStatus(errors.status());
  }

  private static ConsoleResponse renameFromForm(ConsoleCall call) {
    FormReader form = call.form();
    String name = form.readText("name");
    ExpectedVersion version = form.readVersion("version");
    form.finish();
    try {
      call.services()
          .integrations()
          .rename(call.context(), call.organization(), idOf(call), name, version);
      return redirectToSettings(call, Notice.RENAMED);
    } catch (ManagementException e) {
      IntegrationHead head = IntegrationHead.read(call, "settings");
      FormErrors errors = FormErrors.from(e, head.describePresent());
      if (e.kind() == Kind.STALE) {
        return renderSettings(call, head, head.integration().name(), errors);
      }
      return renderSettings(call, head, name, errors);
    }
  }

  private static ConsoleResponse confirmDisable(ConsoleCall call) {
    IntegrationHead head = IntegrationHead.read(call, "settings");
    if (head.integration().disablement() != null) {
      return redirectToSettings(call, Notice.INTEGRATION_DISABLED);
    }
    return renderDisable(call, head, "", FormErrors.NONE);
  }

  private static Html renderDisable(
      ConsoleCall call, IntegrationHead head, String reason, FormErrors errors) {
    long valid = KeyCounts.countValid(countKeys(call));
    RequestCounts hour =
        RecentUsage.lastHour(call, UsageScope.integration(call.organization(), idOf(call)));
    return ConsoleResponse.page(
            new HtmlPage(
                "directory/integrationdisable",
                "Disable " + head.integration().name(),
                Section.INTEGRATIONS,
                new DisableIntegrationView(head, reason, valid, hour, errors)))
        .withStatus(errors.status());
  }

  private static ConsoleResponse disableFromForm(ConsoleCall call) {
    FormReader form = call.form();
    String reason = form.readText("reason");
    ExpectedVersion version = form.readVersion("version");
    form.finish();
    try {
      call.services()
          .integrations()
          .disable(call.context(), call.organization(), idOf(call), reason, version);
      return redirectToSettings(call, Notice.INTEGRATION_DISABLED);
    } catch (ManagementException e) {
      IntegrationHead head = IntegrationHead.read(call, "settings");
      return renderDisable(call, head, reason, FormErrors.from(e, head.describePresent()));
    }
  }

  private static ConsoleResponse enableFromForm(ConsoleCall call) {
    FormReader form = call.form();
    ExpectedVersion version = form.readVersion("version");
    form.finish();
    try {
      call.services()
          .integrations()
          .enable(call.context(), call.organization(), idOf(call), version);
      return redirectToSettings(call, Notice.INTEGRATION_ENABLED);
    } catch (ManagementException e) {
      IntegrationHead head = IntegrationHead.read(call, "settings");
      FormErrors errors = FormErrors.from(e, head.describePresent());
      return renderSettings(call, head, head.integration().name(), errors);
    }
  }

  private static Map<KeyState, Long> countKeys(ConsoleCall call) {
    return call.services()
        .integrations()
        .countKeys(call.operator(), call.organization(), idOf(call));
  }

  private static ConsoleResponse redirectToSettings(ConsoleCall call, Notice notice) {
    return ConsoleResponse.redirect(
            "organizations", call.organization(), "integrations", idOf(call), "settings")
        .withNotice(notice.parameter());
  }

  private static String idOf(ConsoleCall call) {
    return call.pathParameter("integration");
  }
}
