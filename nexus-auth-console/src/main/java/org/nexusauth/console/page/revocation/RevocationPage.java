package org.nexusauth.console.page.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.ConsoleResponse.Redirect;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.console.page.Notice;
import org.nexusauth.console.page.RecentUsage;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.usage.UsageReports;
import org.nexusauth.usage.store.RequestCounts;

/**
 * Revokes one key. Of a key that is revoked the page says since when, and offers a replacement. No
 * version is expected: nothing that someone else may have changed makes a revocation wrong.
 */
public final class RevocationPage {
  private static final String PATH =
      "/organizations/{organization}/integrations/{integration}/keys/{key}/revoke";

  private RevocationPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.OPERATOR, RevocationPage::show).withQuery("cause"),
        Route.form(PATH, Role.OPERATOR, RevocationPage::revoke));
  }

  private static ConsoleResponse show(ConsoleCall call) {
    Cause cause = call.query().readValue("cause", ValueFormats.choice(KeyRevocationRequest.CAUSES));
    call.query().finish();
    return render(call, RevocationForm.begin(cause), FormErrors.NONE);
  }

  private static ConsoleResponse revoke(ConsoleCall call) {
    RevocationForm form = RevocationForm.read(call.form());
    call.form().finish();
    KeyRef ref = KeyPlace.refOf(call);
    ApiKeyView before = call.services().apiKeys().get(call.operator(), ref);
    try {
      KeyRevocationRequest order = form.toRequest();
      ApiKeyView after =
          call.services().apiKeys().revoke(call.context(), ref, order, ExpectedVersion.ANY);
      return redirect(ref, describe(before, after, order.at()));
    } catch (ManagementException e) {
      return render(call, form, FormErrors.from(e));
    }
  }

  private static Redirect redirect(KeyRef ref, Optional<Notice> notice) {
    Redirect page = new Redirect(KeyPlace.pathOf(ref, "revoke"), "");
    return notice.map(Notice::parameter).map(page::withNotice).orElse(page);
  }

  /** Empty where this node does not know the revocation: the page says so. */
  private static Optional<Notice> describe(
      ApiKeyView before, ApiKeyView after, @Nullable Instant wanted) {
    if (before.state() == KeyState.REVOKED) {
      return Optional.of(Notice.KEY_REVOKED_BEFORE);
    }
    if (after.state() == KeyState.REVOKED) {
      return Optional.of(Notice.KEY_REVOKED);
    }
    KeyRevocation revocation = after.record().lifecycle().revocation();
    if (wanted == null || revocation == null) {
      return Optional.empty();
    }
    if (revocation.at().isBefore(wanted)) {
      return Optional.of(Notice.EARLIER_REVOCATION_STAYS);
    }
    return Optional.of(Notice.REVOCATION_SCHEDULED);
  }

  private static Html render(ConsoleCall call, RevocationForm form, FormErrors errors) {
    KeyPlace place = KeyPlace.read(call);
    RequestCounts hour = RecentUsage.lastHour(call, UsageReports.scopeOf(place.ref()));
    RevocationView view = new RevocationView(place, form, errors, hour);
    return ConsoleResponse.page(
            new HtmlPage("revocation/revoke", view.title(), Section.INTEGRATIONS, view))
        .withStatus(errors.status());
  }
}
