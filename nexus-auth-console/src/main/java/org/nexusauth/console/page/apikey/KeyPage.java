package org.nexusauth.console.page.apikey;

import java.time.Clock;
import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.console.page.Notice;
import org.nexusauth.console.page.RecentUsage;
import org.nexusauth.console.page.StateWords;
import org.nexusauth.console.page.apikey.KeyPageView.PlanPart;
import org.nexusauth.console.page.apikey.KeyPageView.RelatedRecords;
import org.nexusauth.console.page.plan.KeyPlanPages;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.usage.store.UsageSeries;

/**
 * What is known of a key, its text never; and its name and its plan, which can be changed.
 *
 * @param clock says whether a revocation is still to come
 * @param plans says what is left of its limits
 */
public record KeyPage(Clock clock, KeyPlanPages plans) {
  private static final String KEY =
      "/organizations/{organization}/integrations/{integration}/keys/{key}";

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(
        Route.page(KEY, Role.VIEWER, this::showKey),
        Route.form(KEY + "/rename", Role.OPERATOR, this::renameKey),
        Route.form(KEY + "/plan", Role.OPERATOR, this::changePlan));
  }

  private ConsoleResponse showKey(ConsoleCall call) {
    ApiKeyView key = call.services().apiKeys().get(call.operator(), KeyPlace.refOf(call));
    return show(call, key, key.record().label().name(), FormErrors.NONE);
  }

  private ConsoleResponse renameKey(ConsoleCall call) {
    KeyRef ref = KeyPlace.refOf(call);
    String name = call.form().readRaw("name").strip();
    ExpectedVersion version = call.form().readVersion("version");
    call.form().finish();
    try {
      call.services().apiKeys().rename(call.context(), ref, name, version);
    } catch (ManagementException e) {
      ApiKeyView present = call.services().apiKeys().get(call.operator(), ref);
      FormErrors errors = FormErrors.from(e, describe(present));
      if (e.kind() != Kind.STALE) {
        return show(call, present, name, errors);
      }
      return show(call, present, present.record().label().name(), errors);
    }
    return ConsoleResponse.redirect(KeyPlace.pathOf(ref).toArray(String[]::new))
        .withNotice(Notice.RENAMED.parameter());
  }

  private ConsoleResponse changePlan(ConsoleCall call) {
    KeyRef ref = KeyPlace.refOf(call);
    String plan = call.form().readRaw("plan").strip();
    ExpectedVersion version = call.form().readVersion("version");
    call.form().finish();
    try {
      call.services().apiKeys().changePlan(call.context(), ref, plan, version);
    } catch (ManagementException e) {
      ApiKeyView present = call.services().apiKeys().get(call.operator(), ref);
      FormErrors errors = FormErrors.from(e, describe(present));
      return show(call, present, present.record().label().name(), errors);
    }
    return ConsoleResponse.redirect(KeyPlace.pathOf(ref).toArray(String[]::new))
        .withNotice(Notice.KEY_PLAN_CHANGED.parameter());
  }

  private static String describe(ApiKeyView present) {
    return "Now it is called %s and is %s."
        .formatted(present.record().label().name(), StateWords.describe(present.state()));
  }

  private ConsoleResponse show(ConsoleCall call, ApiKeyView key, String name, FormErrors errors) {
    RelatedRecords related = new KeyRelations(call, key.record()).findAll();
    PlanPart plan =
        new PlanPart(plans.read(key.record()), KeyPlanPages.choicesFor(call, key.record()));
    KeyRef ref = key.record().ref();
    UsageSeries day = RecentUsage.ofKeys(call, List.of(ref)).get(ref);
    KeyPageView view = new KeyPageView(key, related, plan, name, errors, clock.instant(), day);
    String title = "Key " + key.record().label().name();
    return new Html(
        errors.status(), new HtmlPage("apikey/key", title, Section.INTEGRATIONS, view), false);
  }
}
